package dev.gantry.cli.command;

import dev.gantry.cli.Failure;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import dev.gantry.cli.command.create.Body;
import dev.gantry.cli.command.create.OptionGroup;
import dev.gantry.cli.http.EngineError;
import dev.gantry.cli.http.Request;
import dev.gantry.cli.image.ImageName;
import dev.gantry.cli.image.Pulling;
import dev.gantry.cli.json.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** The first half of {@code run}, and all of {@code create}: makes the container, after pulling its image where it is missing. */
final class Creating {

    static final Option.Text CIDFILE = Option.text("cidfile", "string", "Write the container ID to the file");
    static final Option.Text NAME = Option.text("name", "string", "Assign a name to the container");
    static final Option.Text PLATFORM = Option.text("platform", "string", "Set platform if server is multi-platform capable");
    static final Option.Text PULL =
            new Option.Text((char) 0, "pull", "string", "Pull image before running (\"always\", \"missing\", \"never\")", "missing");
    static final Option.Switch QUIET = Option.flag('q', "quiet", "Suppress the pull output");

    private static final Set<String> PULLS = Set.of("always", "missing", "never", "");

    private final Given given;
    private final Session session;
    private final ImageName image;

    Creating(Given given, Session session) {
        this.given = given;
        this.session = session;
        this.image = ImageName.parse(given.words().getFirst());
    }

    /** What was asked for, as the API takes it. */
    Body body() {
        Body body = new Body();
        OptionGroup.all().forEach(group -> group.fill(body, given));
        return body;
    }

    /**
     * Makes the container and returns its id.
     *
     * @throws EngineError if the engine refuses, or the image can't be had
     */
    String create(Body body, int refused) throws IOException {
        if (!PULLS.contains(given.text(PULL))) {
            throw new Failure(refused, "gantry: invalid pull option: '" + given.text(PULL) + "': must be one of \"always\", \"missing\" or \"never\"");
        }
        Path idFile = given.has(CIDFILE) ? newFile(given.text(CIDFILE), refused) : null;
        try {
            if (given.text(PULL).equals("always")) {
                pull();
            }
            Node created = createOrPull(body);
            created.at("Warnings").texts().forEach(warning -> session.err().println("WARNING: " + warning));
            String id = created.at("Id").text();
            if (idFile != null) {
                Files.writeString(idFile, id);
            }
            return id;
        } catch (IOException | RuntimeException e) {
            if (idFile != null) {
                Files.deleteIfExists(idFile);
            }
            throw e;
        }
    }

    private Node createOrPull(Body body) throws IOException {
        Request request = Request.post("/containers/create").withGiven("name", given.text(NAME)).withGiven("platform", given.text(PLATFORM)).json(body.json());
        try {
            return session.engine().call(request);
        } catch (EngineError e) {
            if (!e.isNotFound() || !e.getMessage().contains("No such image") || given.text(PULL).equals("never")) {
                throw e;
            }
            if (!given.is(QUIET)) {
                session.err().println("Unable to find image '" + image.withTag() + "' locally");
            }
            pull();
            return session.engine().call(request);
        }
    }

    private void pull() throws IOException {
        Pulling.pull(image, given.text(PLATFORM), false, given.is(QUIET), session.err(), session);
    }

    private static Path newFile(String name, int refused) throws IOException {
        Path file = Path.of(name);
        if (Files.exists(file)) {
            throw new Failure(refused, "gantry: container ID file found, make sure the other container isn't running or delete " + name);
        }
        return Files.writeString(file, "", StandardOpenOption.CREATE_NEW);
    }
}
