package dev.gantry.linux.seccomp;

/**
 * A {@code struct sock_filter} of classic BPF; {@code ifTrue} and {@code ifFalse} count instructions to pass over, at most 255.
 */
record Instruction(int code, int ifTrue, int ifFalse, int operand) {
    static final int SIZE = 8;
    static final int LOAD = 0x20;
    static final int AND = 0x54;
    static final int JUMP = 0x05;
    static final int JUMP_EQUAL = 0x15;
    static final int JUMP_GREATER = 0x25;
    static final int JUMP_GREATER_EQUAL = 0x35;
    static final int RETURN = 0x06;
    static final int FARTHEST = 255;

    Instruction {
        if (ifTrue < 0 || ifTrue > FARTHEST || ifFalse < 0 || ifFalse > FARTHEST) {
            throw new IllegalArgumentException("a conditional jump of " + ifTrue + " or " + ifFalse + " is too far");
        }
    }

    static Instruction load(int offset) {
        return new Instruction(LOAD, 0, 0, offset);
    }

    static Instruction jump(int distance) {
        return new Instruction(JUMP, 0, 0, distance);
    }

    static Instruction answer(Profile.Action action) {
        return new Instruction(RETURN, 0, 0, action.value());
    }
}
