package dev.gantry.linux.cgroup;

import dev.gantry.linux.spec.Fields;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiles device rules to the eBPF program that stands in for the device controller in cgroup v2. It is asked for each open and mknod with
 * {@code struct bpf_cgroup_dev_ctx}: the kind of device and the access wanted, major and minor number. The last rule that fits decides, as on v1.
 */
final class DeviceProgram {
    private static final int LOAD_WORD = 0x61;
    private static final int AND = 0x54;
    private static final int SHIFT_RIGHT = 0x74;
    private static final int MOVE_REGISTER = 0xbc;
    private static final int MOVE = 0xb4;
    private static final int JUMP_EQUAL = 0x15;
    private static final int JUMP_NOT_EQUAL = 0x55;
    private static final int JUMP_NOT_EQUAL_REGISTER = 0x5d;
    private static final int EXIT = 0x95;
    private static final int ANSWER = 0;
    private static final int CONTEXT = 1;
    private static final int KIND = 2;
    private static final int ACCESS = 3;
    private static final int MAJOR = 4;
    private static final int MINOR = 5;
    private static final int SCRATCH = 6;
    private static final int BLOCK = 1;
    private static final int CHARACTER = 2;
    private static final int MAKE = 1;
    private static final int READ = 2;
    private static final int WRITE = 4;

    private final List<long[]> code = new ArrayList<>();

    private DeviceProgram() {
    }

    static byte[] compile(List<DeviceRule> rules) {
        DeviceProgram program = new DeviceProgram();
        program.add(LOAD_WORD, KIND, CONTEXT, 0, 0);
        program.add(MOVE_REGISTER, ACCESS, KIND, 0, 0);
        program.add(AND, KIND, 0, 0, 0xffff);
        program.add(SHIFT_RIGHT, ACCESS, 0, 0, 16);
        program.add(LOAD_WORD, MAJOR, CONTEXT, 4, 0);
        program.add(LOAD_WORD, MINOR, CONTEXT, 8, 0);
        for (DeviceRule rule : rules.reversed()) {
            program.rule(rule);
            if (rule.type() == 'a') {
                // Nothing passes it, and the verifier refuses code that is never reached.
                return program.bytes();
            }
        }
        program.answer(false);
        return program.bytes();
    }

    /** Each test that fails jumps behind the rule; the distances are set when its length is known. */
    private void rule(DeviceRule rule) {
        int start = code.size();
        if (rule.type() != 'a') {
            add(JUMP_NOT_EQUAL, KIND, 0, 0, rule.type() == 'b' ? BLOCK : CHARACTER);
            access(rule);
            if (rule.major() != DeviceRule.ANY) {
                add(JUMP_NOT_EQUAL, MAJOR, 0, 0, rule.major());
            }
            if (rule.minor() != DeviceRule.ANY) {
                add(JUMP_NOT_EQUAL, MINOR, 0, 0, rule.minor());
            }
        }
        answer(rule.allow());
        for (int i = start; i < code.size(); i++) {
            int operation = (int) code.get(i)[0];
            if (operation == JUMP_NOT_EQUAL || operation == JUMP_NOT_EQUAL_REGISTER || operation == JUMP_EQUAL) {
                code.get(i)[3] = code.size() - i - 1;
            }
        }
    }

    /** An allowing rule must cover all that is wanted; a denying one fits as soon as it covers a part. */
    private void access(DeviceRule rule) {
        int bits = (rule.access().contains("m") ? MAKE : 0) | (rule.access().contains("r") ? READ : 0) | (rule.access().contains("w") ? WRITE : 0);
        add(MOVE_REGISTER, SCRATCH, ACCESS, 0, 0);
        add(AND, SCRATCH, 0, 0, bits);
        if (rule.allow()) {
            add(JUMP_NOT_EQUAL_REGISTER, SCRATCH, ACCESS, 0, 0);
        } else {
            add(JUMP_EQUAL, SCRATCH, 0, 0, 0);
        }
    }

    private void answer(boolean allow) {
        add(MOVE, ANSWER, 0, 0, allow ? 1 : 0);
        add(EXIT, 0, 0, 0, 0);
    }

    private void add(int operation, int destination, int source, int offset, int immediate) {
        code.add(new long[] {operation, destination, source, offset, immediate});
    }

    private byte[] bytes() {
        ByteBuffer bytes = Fields.buffer(code.size() * 8);
        for (long[] one : code) {
            bytes.put((byte) one[0]).put((byte) (one[1] | one[2] << 4)).putShort((short) one[3]).putInt((int) one[4]);
        }
        return bytes.array();
    }
}
