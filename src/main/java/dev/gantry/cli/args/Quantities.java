package dev.gantry.cli.args;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes, times and CPU counts as people write them. */
public final class Quantities {

    private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?) ?([kKmMgGtTpP]?)(?:[iI]?[bB])?");
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|ms|s|m|h)");
    private static final String UNITS = "kmgtp";
    private static final int NANO_DIGITS = 9;

    private Quantities() {}

    /**
     * A number of bytes with an optional unit, a multiple of 1024.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static long bytes(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("invalid size: '" + text + "'");
        }
        int power = matcher.group(2).isEmpty() ? 0 : UNITS.indexOf(Character.toLowerCase(matcher.group(2).charAt(0))) + 1;
        return new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(1L << (10 * power))).setScale(0, RoundingMode.DOWN).longValueExact();
    }

    /**
     * A duration such as {@code 1h2m3.5s} in nanoseconds.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static long nanoseconds(String text) {
        if (text.equals("0")) {
            return 0;
        }
        Matcher matcher = PART.matcher(text);
        BigDecimal sum = BigDecimal.ZERO;
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            sum = sum.add(new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit(matcher.group(2)))));
            end = matcher.end();
        }
        if (end == 0 || end != text.length()) {
            throw new IllegalArgumentException("time: invalid duration \"" + text + "\"");
        }
        return sum.longValue();
    }

    /**
     * A number of CPUs such as {@code 1.5} in billionths.
     *
     * @throws IllegalArgumentException if it is none or finer than a billionth
     */
    public static long nanoCpus(String text) {
        try {
            BigDecimal cpus = new BigDecimal(text);
            if (cpus.stripTrailingZeros().scale() > NANO_DIGITS) {
                throw new IllegalArgumentException("value is too precise");
            }
            return cpus.movePointRight(NANO_DIGITS).longValueExact();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("failed to parse " + text + " as a rational number", e);
        }
    }

    private static long unit(String name) {
        return switch (name) {
            case "ns" -> 1L;
            case "us", "µs" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            default -> 3_600_000_000_000L;
        };
    }
}
