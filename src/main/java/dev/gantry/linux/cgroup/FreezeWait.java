package dev.gantry.linux.cgroup;

import dev.gantry.linux.Errno;
import dev.gantry.linux.KernelException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Waits until the kernel has stopped every task of a cgroup: one in an uninterruptible sleep stops only when that ends.
 */
final class FreezeWait {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration STEP = Duration.ofMillis(1);

    private FreezeWait() {
    }

    static void until(String containerId, BooleanSupplier reached) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new KernelException("freeze", containerId + " (a process did not stop in " + LIMIT.toSeconds() + " s)", Errno.EBUSY);
            }
            try {
                Thread.sleep(STEP);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new KernelException("freeze", containerId, Errno.EINTR);
            }
        }
    }
}
