package dev.gantry.linux.spec;

import java.nio.file.Path;
import java.util.List;

/**
 * What a container's root is made of.
 */
public sealed interface RootFilesystem {
    /** MS_SLAVE | MS_REC of mount(2). */
    long SLAVE = MountFlags.SLAVE | MountFlags.REC;

    /** The propagation of the container's root mount, MS_… bits of mount(2). */
    long propagation();

    /** An overlay: {@code lower} topmost first. */
    record Overlay(Path upper, Path work, List<Path> lower, long propagation) implements RootFilesystem {
        public Overlay {
            lower = List.copyOf(lower);
        }
    }

    /** A directory of the host, used as it is. */
    record Bind(Path directory, long propagation) implements RootFilesystem {
    }
}
