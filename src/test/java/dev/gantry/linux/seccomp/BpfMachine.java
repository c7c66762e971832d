package dev.gantry.linux.seccomp;

import dev.gantry.linux.spec.SeccompFilter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Interprets a filter as the kernel does, as far as our compiler's instructions go. */
final class BpfMachine {
    private final ByteBuffer program;

    BpfMachine(SeccompFilter filter) {
        program = filter.program().order(ByteOrder.LITTLE_ENDIAN);
    }

    int run(Architecture architecture, int number, long... arguments) {
        ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        data.putInt(number).putInt(architecture.audit()).putLong(0);
        for (long argument : arguments) {
            data.putLong(argument);
        }
        int accumulator = 0;
        for (int pc = 0, steps = 0; ; pc++, steps++) {
            if (steps > 100) {
                throw new AssertionError("the filter is slow: more than 100 steps for call " + number);
            }
            int at = pc * 8;
            int operand = program.getInt(at + 4);
            int ifTrue = Byte.toUnsignedInt(program.get(at + 2));
            int ifFalse = Byte.toUnsignedInt(program.get(at + 3));
            switch (Short.toUnsignedInt(program.getShort(at))) {
                case Instruction.LOAD -> accumulator = data.getInt(operand);
                case Instruction.AND -> accumulator &= operand;
                case Instruction.JUMP -> pc += operand;
                case Instruction.JUMP_EQUAL -> pc += accumulator == operand ? ifTrue : ifFalse;
                case Instruction.JUMP_GREATER -> pc += Integer.compareUnsigned(accumulator, operand) > 0 ? ifTrue : ifFalse;
                case Instruction.JUMP_GREATER_EQUAL -> pc += Integer.compareUnsigned(accumulator, operand) >= 0 ? ifTrue : ifFalse;
                case Instruction.RETURN -> {
                    return operand;
                }
                default -> throw new AssertionError("unknown instruction at " + pc);
            }
        }
    }
}
