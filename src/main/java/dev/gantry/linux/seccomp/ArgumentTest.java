package dev.gantry.linux.seccomp;

import dev.gantry.linux.seccomp.Profile.Condition;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiles comparisons of arguments. The machine has 32 bits, so an argument is compared in two halves, the upper one first; of one that
 * has 32 bits to the kernel only the lower half counts.
 */
final class ArgumentTest {
    /** Offset of args in {@code struct seccomp_data}. */
    private static final int ARGUMENTS = 16;

    private ArgumentTest() {
    }

    private enum Target {
        NEXT, PASS, FAIL
    }

    private record Step(int code, int operand, Target ifTrue, Target ifFalse) {
    }

    /** Code that returns the action where all conditions hold, and goes on behind itself where one fails. */
    static List<Instruction> compile(List<Condition> conditions, Profile.Action action) {
        List<Instruction> code = new ArrayList<>();
        code.add(Instruction.answer(action));
        for (Condition condition : conditions.reversed()) {
            code.addAll(0, link(condition.narrow() ? lowerSteps(condition) : steps(condition), code.size()));
        }
        return code;
    }

    /** {@code behind} is how many instructions follow the condition in its rule: failing passes over them all, passing over none. */
    private static List<Instruction> link(List<Step> steps, int behind) {
        List<Instruction> code = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            int rest = steps.size() - i - 1;
            code.add(new Instruction(step.code(), distance(step.ifTrue(), rest, behind), distance(step.ifFalse(), rest, behind), step.operand()));
        }
        return code;
    }

    private static int distance(Target target, int rest, int behind) {
        return switch (target) {
            case NEXT -> 0;
            case PASS -> rest;
            case FAIL -> rest + behind;
        };
    }

    private static List<Step> lowerSteps(Condition condition) {
        int value = (int) condition.value();
        Step load = load(condition, 0);
        return switch (condition.comparison()) {
            case EQUAL -> List.of(load, equal(value, Target.PASS, Target.FAIL));
            case NOT_EQUAL -> List.of(load, equal(value, Target.FAIL, Target.PASS));
            case MASKED_EQUAL -> List.of(load, new Step(Instruction.AND, value, Target.NEXT, Target.NEXT),
                    equal((int) condition.second(), Target.PASS, Target.FAIL));
            case GREATER -> List.of(load, new Step(Instruction.JUMP_GREATER, value, Target.PASS, Target.FAIL));
            case GREATER_EQUAL -> List.of(load, new Step(Instruction.JUMP_GREATER_EQUAL, value, Target.PASS, Target.FAIL));
            case LESS -> List.of(load, new Step(Instruction.JUMP_GREATER_EQUAL, value, Target.FAIL, Target.PASS));
            case LESS_EQUAL -> List.of(load, new Step(Instruction.JUMP_GREATER, value, Target.FAIL, Target.PASS));
        };
    }

    private static List<Step> steps(Condition condition) {
        int upper = (int) (condition.value() >>> 32);
        int lower = (int) condition.value();
        Step loadUpper = load(condition, 4);
        Step loadLower = load(condition, 0);
        return switch (condition.comparison()) {
            case EQUAL -> List.of(loadUpper, equal(upper, Target.NEXT, Target.FAIL), loadLower, equal(lower, Target.PASS, Target.FAIL));
            case NOT_EQUAL -> List.of(loadUpper, equal(upper, Target.NEXT, Target.PASS), loadLower, equal(lower, Target.FAIL, Target.PASS));
            case MASKED_EQUAL -> List.of(
                    loadUpper, new Step(Instruction.AND, upper, Target.NEXT, Target.NEXT),
                    equal((int) (condition.second() >>> 32), Target.NEXT, Target.FAIL),
                    loadLower, new Step(Instruction.AND, lower, Target.NEXT, Target.NEXT),
                    equal((int) condition.second(), Target.PASS, Target.FAIL));
            case GREATER -> ordered(loadUpper, upper, loadLower, new Step(Instruction.JUMP_GREATER, lower, Target.PASS, Target.FAIL), Target.PASS);
            case GREATER_EQUAL -> ordered(loadUpper, upper, loadLower,
                    new Step(Instruction.JUMP_GREATER_EQUAL, lower, Target.PASS, Target.FAIL), Target.PASS);
            case LESS -> ordered(loadUpper, upper, loadLower,
                    new Step(Instruction.JUMP_GREATER_EQUAL, lower, Target.FAIL, Target.PASS), Target.FAIL);
            case LESS_EQUAL -> ordered(loadUpper, upper, loadLower,
                    new Step(Instruction.JUMP_GREATER, lower, Target.FAIL, Target.PASS), Target.FAIL);
        };
    }

    /** {@code greater} is where a greater upper half leads; a smaller one leads to the opposite, an equal one to the lower half. */
    private static List<Step> ordered(Step loadUpper, int upper, Step loadLower, Step compareLower, Target greater) {
        Target smaller = greater == Target.PASS ? Target.FAIL : Target.PASS;
        return List.of(loadUpper, new Step(Instruction.JUMP_GREATER, upper, greater, Target.NEXT), equal(upper, Target.NEXT, smaller),
                loadLower, compareLower);
    }

    private static Step equal(int operand, Target ifTrue, Target ifFalse) {
        return new Step(Instruction.JUMP_EQUAL, operand, ifTrue, ifFalse);
    }

    private static Step load(Condition condition, int half) {
        return new Step(Instruction.LOAD, ARGUMENTS + condition.argument() * 8 + half, Target.NEXT, Target.NEXT);
    }
}
