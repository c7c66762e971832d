package dev.gantry.dockerapi.stream;

import dev.gantry.model.InvalidRequest;
import java.util.Arrays;

/** Looks in a terminal's input for the keys that detach the client (Docker's {@code detachKeys}), over the borders of reads. */
public final class DetachKeys {

    private static final String DEFAULT = "ctrl-p,ctrl-q";
    private static final String CTRL = "ctrl-";
    private static final int CONTROL_MASK = 0x1f;

    private final byte[] keys;
    private int matched;

    private DetachKeys(byte[] keys) {
        this.keys = keys;
    }

    /** Reads {@code ctrl-p,ctrl-q} or single characters; Docker's default where it is empty, InvalidRequest where a key is unknown. */
    public static DetachKeys parse(String text) {
        String[] names = (text == null || text.isEmpty() ? DEFAULT : text).split(",", -1);
        byte[] keys = new byte[names.length];
        for (int i = 0; i < names.length; i++) {
            keys[i] = key(names[i]);
        }
        return new DetachKeys(keys);
    }

    /**
     * Takes one read. Returns what the process is to get of it: keys that may begin the sequence are held back until it is clear that they don't. Null once
     * the sequence is complete.
     */
    public byte[] filter(byte[] input) {
        byte[] out = new byte[input.length + keys.length];
        int length = 0;
        for (byte b : input) {
            if (b == keys[matched]) {
                matched++;
                if (matched == keys.length) {
                    return null;
                }
                continue;
            }
            System.arraycopy(keys, 0, out, length, matched);
            length += matched;
            matched = 0;
            if (b == keys[0]) {
                matched = 1;
            } else {
                out[length++] = b;
            }
        }
        return Arrays.copyOf(out, length);
    }

    private static byte key(String name) {
        if (name.length() == 1) {
            return (byte) name.charAt(0);
        }
        if (name.startsWith(CTRL) && name.length() == CTRL.length() + 1) {
            char letter = name.charAt(CTRL.length());
            if (letter >= 'a' && letter <= 'z' || letter >= '@' && letter <= '_') {
                return (byte) (letter & CONTROL_MASK);
            }
        }
        throw new InvalidRequest("Invalid detach keys provided: Unknown character: '" + name + "'");
    }
}
