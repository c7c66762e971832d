package dev.gantry.linux.cgroup;

import dev.gantry.linux.KernelException;
import dev.gantry.linux.KernelFile;
import java.nio.file.Path;

/** The host's processors and memory nodes in the kernel's list format, cpuset(7). */
final class HostLists {
    private static final Path PROCESSORS = Path.of("/sys/devices/system/cpu/online");
    private static final Path MEMORY_NODES = Path.of("/sys/devices/system/node/online");

    private HostLists() {
    }

    static String processors() {
        return read(PROCESSORS, "0-" + (Runtime.getRuntime().availableProcessors() - 1));
    }

    static String memoryNodes() {
        return read(MEMORY_NODES, "0");
    }

    private static String read(Path file, String otherwise) {
        try {
            return KernelFile.read(file);
        } catch (KernelException notThere) {
            return otherwise;
        }
    }
}
