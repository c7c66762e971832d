package dev.gantry.linux.files;

import dev.gantry.linux.Errno;
import dev.gantry.linux.KernelException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.ArrayList;

/** Removes whole trees without following a symlink in them: each directory is worked on by its descriptor. */
public final class Erase {

    private Erase() {}

    /** Removes what the name stands for, with all that is in it; nothing happens where there is nothing. */
    public static void tree(Directory parent, String name) throws IOException {
        try {
            parent.unlink(name);
            return;
        } catch (KernelException e) {
            if (e.errno() == Errno.ENOENT) {
                return;
            }
            if (e.errno() != Errno.EISDIR) {
                throw e;
            }
        }
        try (var directory = parent.open(name)) {
            contents(Path.of(directory.fd().path()));
        }
        parent.removeDirectory(name);
    }

    /** Removes a tree of the host; its path is trusted down to the last name. */
    public static void tree(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            contents(path);
        }
        Files.deleteIfExists(path);
    }

    private static void contents(Path directory) throws IOException {
        try (var stream = Files.newDirectoryStream(directory)) {
            contents(secure(stream));
        }
    }

    private static void contents(SecureDirectoryStream<Path> directory) throws IOException {
        var names = new ArrayList<Path>();
        directory.forEach(entry -> names.add(entry.getFileName()));
        for (var name : names) {
            try {
                if (isDirectory(directory, name)) {
                    try (var inner = directory.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                        contents(inner);
                    }
                    directory.deleteDirectory(name);
                } else {
                    directory.deleteFile(name);
                }
            } catch (NoSuchFileException gone) {
                continue;
            }
        }
    }

    private static boolean isDirectory(SecureDirectoryStream<Path> directory, Path name) throws IOException {
        return directory.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS).readAttributes().isDirectory();
    }

    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream) throws IOException {
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        throw new IOException("this platform cannot remove a tree by descriptors");
    }
}
