package dev.gantry.linux.spec;

import java.nio.ByteBuffer;

/**
 * A system-call filter as the kernel takes it: an array of {@code struct sock_filter}, seccomp(2).
 */
public final class SeccompFilter {
    private static final int INSTRUCTION = 8;

    private final byte[] program;

    /** A filter of whole instructions, at most 4096 (BPF_MAXINSNS). */
    public SeccompFilter(byte[] program) {
        if (program.length == 0 || program.length % INSTRUCTION != 0 || program.length / INSTRUCTION > 4096) {
            throw new IllegalArgumentException("not a seccomp filter: " + program.length + " bytes");
        }
        this.program = program.clone();
    }

    /** How many instructions it has. */
    public int length() {
        return program.length / INSTRUCTION;
    }

    /** The program, read-only. */
    public ByteBuffer program() {
        return ByteBuffer.wrap(program).asReadOnlyBuffer();
    }
}
