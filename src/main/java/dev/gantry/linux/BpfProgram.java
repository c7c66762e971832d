package dev.gantry.linux;

import com.sun.jna.Memory;

/**
 * eBPF programs of cgroup v2, bpf(2).
 */
public final class BpfProgram {
    private static final long SYS_BPF = System.getProperty("os.arch").equals("aarch64") ? 280 : 321;
    private static final long PROG_LOAD = 5;
    private static final long PROG_ATTACH = 8;
    private static final int TYPE_CGROUP_DEVICE = 15;
    private static final int ATTACH_CGROUP_DEVICE = 6;
    private static final int ALLOW_MULTI = 2;
    private static final int INSTRUCTION = 8;
    private static final int ATTRIBUTES = 128;
    private static final byte[] LICENSE = {'A', 'p', 'a', 'c', 'h', 'e', 0};

    private BpfProgram() {
    }

    /** Lets the device program {@code code} decide for every process of a cgroup, from now until the cgroup is removed. */
    public static void attachDeviceProgram(Fd cgroup, byte[] code) {
        try (Fd program = load(code); Memory attributes = cleared(ATTRIBUTES)) {
            attributes.setInt(0, cgroup.number());
            attributes.setInt(4, program.number());
            attributes.setInt(8, ATTACH_CGROUP_DEVICE);
            attributes.setInt(12, ALLOW_MULTI);
            if (Libc.syscall(SYS_BPF, PROG_ATTACH, attributes, ATTRIBUTES) < 0) {
                throw new KernelException("bpf", "attach a device program", Errno.last());
            }
        }
    }

    private static Fd load(byte[] code) {
        try (Memory attributes = cleared(ATTRIBUTES); Memory instructions = new Memory(code.length + LICENSE.length)) {
            instructions.write(0, code, 0, code.length);
            instructions.write(code.length, LICENSE, 0, LICENSE.length);
            attributes.setInt(0, TYPE_CGROUP_DEVICE);
            attributes.setInt(4, code.length / INSTRUCTION);
            attributes.setPointer(8, instructions);
            attributes.setPointer(16, instructions.share(code.length));
            int fd = (int) Libc.syscall(SYS_BPF, PROG_LOAD, attributes, ATTRIBUTES);
            if (fd < 0) {
                throw new KernelException("bpf", "load a device program", Errno.last());
            }
            return Fd.of(fd);
        }
    }

    private static Memory cleared(int size) {
        Memory memory = new Memory(size);
        memory.clear();
        return memory;
    }
}
