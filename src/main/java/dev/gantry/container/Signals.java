package dev.gantry.container;

import dev.gantry.model.InvalidRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Signals by name and number, signal(7), of x86 and arm. */
public final class Signals {

    public static final int SIGKILL = 9;
    public static final int SIGTERM = 15;

    private static final int HIGHEST = 64;
    private static final int FIRST_REAL_TIME = 34;
    private static final List<String> NAMES = List.of("HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
            "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS");
    private static final Map<String, Integer> NUMBERS = IntStream.range(0, NAMES.size()).boxed().collect(Collectors.toMap(NAMES::get, i -> i + 1));

    private Signals() {}

    /** Reads {@code SIGTERM}, {@code TERM}, {@code 15}, {@code RTMIN+3}; InvalidRequest ("Invalid signal: x") for anything else. */
    public static int parse(String text) {
        var name = text.toUpperCase(Locale.ROOT);
        if (name.startsWith("SIG")) {
            name = name.substring(3);
        }
        if (name.matches("\\d{1,3}")) {
            int number = Integer.parseInt(name);
            if (number >= 1 && number <= HIGHEST) {
                return number;
            }
        } else if (NUMBERS.containsKey(name)) {
            return NUMBERS.get(name);
        } else if (name.matches("RTMIN(\\+\\d{1,2})?")) {
            int number = FIRST_REAL_TIME + (name.length() > 6 ? Integer.parseInt(name.substring(6)) : 0);
            if (number <= HIGHEST) {
                return number;
            }
        } else if (name.matches("RTMAX(-\\d{1,2})?")) {
            int number = HIGHEST - (name.length() > 6 ? Integer.parseInt(name.substring(6)) : 0);
            if (number >= FIRST_REAL_TIME) {
                return number;
            }
        }
        throw new InvalidRequest("Invalid signal: " + text);
    }
}
