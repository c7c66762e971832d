package dev.gantry.linux;

import dev.gantry.model.InvalidRequest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Signals by name and number, signal(7).
 */
public final class Signals {
    public static final int KILL = 9;
    public static final int TERM = 15;
    private static final int FIRST_REAL_TIME = 34;
    private static final int LAST = 64;
    private static final String[] NAMES = {"HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
            "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
            "WINCH", "IO", "PWR", "SYS"};
    private static final Map<String, Integer> NUMBERS = numbers();

    private Signals() {
    }

    /** The number of {@code SIGTERM}, {@code term} or {@code 15}; InvalidRequest in Docker's words for anything else. */
    public static int parse(String signal) {
        String name = signal.toUpperCase(Locale.ROOT);
        if (!name.isEmpty() && name.length() <= 2 && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int number = Integer.parseInt(name);
            if (number >= 1 && number <= LAST) {
                return number;
            }
        }
        Integer number = NUMBERS.get(name.startsWith("SIG") ? name.substring(3) : name);
        if (number == null) {
            throw new InvalidRequest("Invalid signal: " + signal);
        }
        return number;
    }

    private static Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < NAMES.length; i++) {
            numbers.put(NAMES[i], i + 1);
        }
        numbers.put("CLD", numbers.get("CHLD"));
        numbers.put("IOT", numbers.get("ABRT"));
        numbers.put("POLL", numbers.get("IO"));
        numbers.put("RTMIN", FIRST_REAL_TIME);
        numbers.put("RTMAX", LAST);
        int half = (LAST - FIRST_REAL_TIME) / 2;
        for (int i = 1; i <= half; i++) {
            numbers.put("RTMIN+" + i, FIRST_REAL_TIME + i);
            if (i < half) {
                numbers.put("RTMAX-" + i, LAST - i);
            }
        }
        return Map.copyOf(numbers);
    }
}
