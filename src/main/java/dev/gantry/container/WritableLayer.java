package dev.gantry.container;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;

/** The files that a container has written: the upper directory of its overlay. */
public final class WritableLayer {

    private WritableLayer() {}

    /**
     * The bytes of its files, each counted once however many names it has. Directories are entered by descriptor and links are not followed, since the container may change them
     * meanwhile; what goes away meanwhile is not counted.
     */
    public static long size(ContainerView container) {
        try (DirectoryStream<Path> upper = Files.newDirectoryStream(container.files().upper())) {
            return upper instanceof SecureDirectoryStream<Path> secure ? size(secure, new HashSet<>()) : 0;
        } catch (IOException | DirectoryIteratorException gone) {
            return 0;
        }
    }

    private static long size(SecureDirectoryStream<Path> directory, Set<Object> seen) throws IOException {
        long total = 0;
        for (Path entry : directory) {
            Path name = entry.getFileName();
            try {
                BasicFileAttributes attributes = directory.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS).readAttributes();
                if (attributes.isDirectory()) {
                    try (SecureDirectoryStream<Path> inner = directory.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                        total += size(inner, seen);
                    }
                } else if (attributes.isRegularFile() && seen.add(attributes.fileKey())) {
                    total += attributes.size();
                }
            } catch (NoSuchFileException | NotDirectoryException gone) {
                continue;
            }
        }
        return total;
    }
}
