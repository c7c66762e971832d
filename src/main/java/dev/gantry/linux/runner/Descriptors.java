package dev.gantry.linux.runner;

import dev.gantry.linux.Fd;
import java.util.Optional;

/**
 * A container's descriptors as its monitor holds them; closed together.
 */
public final class Descriptors implements AutoCloseable {
    private final Fd pidfd;
    private final Fd root;

    Descriptors(Fd pidfd, Fd root) {
        this.pidfd = pidfd;
        this.root = root;
    }

    /** The pidfd of pid 1, pidfd_open(2). */
    public Fd pidfd() {
        return pidfd;
    }

    /** The container's root (O_PATH), where it has one. */
    public Optional<Fd> root() {
        return Optional.ofNullable(root);
    }

    @Override
    public void close() {
        pidfd.close();
        if (root != null) {
            root.close();
        }
    }
}
