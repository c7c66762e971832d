package dev.gantry.cli.stream;

import java.util.Locale;

/** Finds the keys that leave a container, by default control-P control-Q, in what is typed. */
public final class DetachKeys {

    private static final String DEFAULT = "ctrl-p,ctrl-q";
    private static final String CONTROL = "@abcdefghijklmnopqrstuvwxyz[\\]^_";

    private final byte[] keys;
    private int matched;

    private DetachKeys(byte[] keys) {
        this.keys = keys;
    }

    /**
     * The keys that {@code --detach-keys} names: characters and {@code ctrl-X} between commas; empty means the default.
     *
     * @throws IllegalArgumentException if it names no keys
     */
    public static DetachKeys parse(String text) {
        String[] names = (text.isEmpty() ? DEFAULT : text).split(",");
        byte[] keys = new byte[names.length];
        for (int at = 0; at < names.length; at++) {
            keys[at] = key(names[at]);
        }
        return new DetachKeys(keys);
    }

    private static byte key(String name) {
        if (name.length() == 1) {
            return (byte) name.charAt(0);
        }
        int control = name.toLowerCase(Locale.ROOT).startsWith("ctrl-") && name.length() == 6 ? CONTROL.indexOf(Character.toLowerCase(name.charAt(5))) : -1;
        if (control < 0) {
            throw new IllegalArgumentException("Unknown character: '" + name + "'");
        }
        return (byte) control;
    }

    /**
     * What of the typed bytes goes to the container; null when the keys have been completed. Keys that may be the sequence's beginning are held back until they
     * are not.
     */
    public byte[] pass(byte[] typed, int length) {
        byte[] passed = new byte[length + keys.length];
        int count = 0;
        for (int at = 0; at < length; at++) {
            if (typed[at] == keys[matched]) {
                matched++;
                if (matched == keys.length) {
                    return null;
                }
                continue;
            }
            System.arraycopy(keys, 0, passed, count, matched);
            count += matched;
            matched = 0;
            if (typed[at] == keys[0] && keys.length > 1) {
                matched = 1;
            } else {
                passed[count++] = typed[at];
            }
        }
        return java.util.Arrays.copyOf(passed, count);
    }
}
