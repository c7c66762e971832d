package dev.gantry.engine;

import dev.gantry.model.Conflict;
import dev.gantry.model.EngineFailure;
import dev.gantry.model.InvalidRequest;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;
import java.util.Optional;

/** The file of the Docker Engine API's unix socket: cleared before the server binds it, shared with a group afterwards. */
final class ApiSocket {

    /** sockaddr_un's sun_path without its final zero (unix(7)). */
    private static final int LONGEST_PATH = 107;

    private static final List<String> USUAL_GROUPS = List.of("docker", "gantry", "root");

    private final Path path;
    private String group = "";

    ApiSocket(Path path) {
        this.path = path;
    }

    /**
     * Removes a socket that a killed engine left.
     *
     * @throws Conflict if someone answers on it, or if the file is no socket
     * @throws InvalidRequest if the path is too long for the kernel
     */
    void clear() {
        if (path.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            throw new InvalidRequest("the socket's path " + path + " is longer than the " + LONGEST_PATH + " bytes that the kernel takes: choose a shorter --socket");
        }
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (answered()) {
            throw new Conflict("a program answers on the socket " + path + ": end it, or choose another --socket");
        }
        try {
            if (!isSocket()) {
                throw new Conflict(path + " is in the way of the socket and is no socket itself: move it, or choose another --socket");
            }
            Files.delete(path);
        } catch (IOException e) {
            throw new EngineFailure("remove the socket " + path + " that nobody answers on: " + e, e);
        }
    }

    /**
     * Gives the bound socket to a group with mode 0660: the asked one, or the first of docker, gantry and root that there is.
     *
     * @throws InvalidRequest if the asked group does not exist
     */
    void share(Optional<String> asked) {
        try {
            GroupPrincipal principal = asked.map(name -> existing(name)
                            .orElseThrow(() -> new InvalidRequest("share the socket " + path + ": there is no group " + name)))
                    .or(() -> USUAL_GROUPS.stream().map(this::existing).flatMap(Optional::stream).findFirst())
                    .orElseThrow(() -> new EngineFailure("share the socket " + path + ": none of the groups " + USUAL_GROUPS + " exists"));
            PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
            view.setGroup(principal);
            view.setPermissions(PosixFilePermissions.fromString("rw-rw----"));
            group = principal.getName();
        } catch (IOException e) {
            throw new EngineFailure("give the socket " + path + " to its group: " + e, e);
        }
    }

    /** The group that was given the socket; empty before that. */
    String group() {
        return group;
    }

    private boolean answered() {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return channel.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private boolean isSocket() throws IOException {
        return Files.readAttributes(path, "isOther", LinkOption.NOFOLLOW_LINKS).get("isOther").equals(Boolean.TRUE);
    }

    private Optional<GroupPrincipal> existing(String name) {
        try {
            return Optional.of(path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(name));
        } catch (UserPrincipalNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new EngineFailure("look up the group " + name + ": " + e, e);
        }
    }
}
