package dev.gantry.linux.seccomp;

import dev.gantry.linux.spec.Fields;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A classic BPF program that is written from its end to its beginning: all jumps lead forward, so what one leads to is there already, and an end that many ways have in common is written
 * once. A place in it is the number of instructions from there to the end.
 */
final class Program {
    /** An end that lies farther away is written again, since a conditional jump to it might not reach. */
    private static final int NEAR = Instruction.FARTHEST / 2;

    private final List<Instruction> reversed = new ArrayList<>();
    private final Map<List<Instruction>, Integer> ends = new HashMap<>();

    /** The place of code that ends in a return. */
    int end(List<Instruction> code) {
        Integer known = ends.get(code);
        if (known != null && reversed.size() - known < NEAR) {
            return known;
        }
        code.reversed().forEach(reversed::add);
        ends.put(code, reversed.size());
        return reversed.size();
    }

    /** Writes a comparison of the accumulator with the operand, a {@code JUMP_…} of {@link Instruction}, which leads to one of two places. */
    int compare(int code, int operand, int ifTrue, int ifFalse) {
        int there = reachable(ifTrue);
        int otherwise = reachable(ifFalse);
        return write(new Instruction(code, reversed.size() - there, reversed.size() - otherwise, operand));
    }

    /** Writes a load of the accumulator from {@code struct seccomp_data}, seccomp(2), that goes on at a place. */
    int load(int offset, int next) {
        if (next != reversed.size()) {
            write(Instruction.jump(reversed.size() - next));
        }
        return write(Instruction.load(offset));
    }

    /** A place that leads to this one and is in reach of a conditional jump, also behind one more instruction. */
    private int reachable(int place) {
        int distance = reversed.size() - place;
        return distance < Instruction.FARTHEST ? place : write(Instruction.jump(distance));
    }

    private int write(Instruction instruction) {
        reversed.add(instruction);
        return reversed.size();
    }

    /** The program as an array of {@code struct sock_filter}. */
    byte[] bytes() {
        ByteBuffer bytes = Fields.buffer(reversed.size() * Instruction.SIZE);
        for (Instruction instruction : reversed.reversed()) {
            bytes.putShort((short) instruction.code()).put((byte) instruction.ifTrue()).put((byte) instruction.ifFalse())
                    .putInt(instruction.operand());
        }
        return bytes.array();
    }
}
