package dev.gantry.cli.show;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;

/** Sizes and spans of time as people read them. */
public final class Units {

    private static final String[] DECIMAL = {"B", "kB", "MB", "GB", "TB", "PB"};
    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    private static final int HOURS_A_DAY = 24;
    private static final int DAYS_A_WEEK = 7;
    private static final int DAYS_A_MONTH = 30;
    private static final int DAYS_A_YEAR = 365;

    private Units() {}

    /** A size in powers of 1000 with so many digits: {@code 1.55kB}. */
    public static String size(double bytes, int digits) {
        return inUnits(bytes, 1000, digits, DECIMAL);
    }

    /** A size in powers of 1024 with four digits: {@code 23.54GiB}. */
    public static String binarySize(double bytes) {
        return inUnits(bytes, 1024, 4, BINARY);
    }

    /** How long that is, in the largest unit of which there are some: {@code About a minute}, {@code 3 days}. */
    public static String span(Duration duration) {
        long seconds = duration.toSeconds();
        long minutes = duration.toMinutes();
        long hours = Math.round(duration.toMillis() / 3_600_000.0);
        if (seconds < 1) {
            return "Less than a second";
        } else if (seconds == 1) {
            return "1 second";
        } else if (seconds < 60) {
            return seconds + " seconds";
        } else if (minutes == 1) {
            return "About a minute";
        } else if (minutes < 60) {
            return minutes + " minutes";
        } else if (hours == 1) {
            return "About an hour";
        } else if (hours < 2 * HOURS_A_DAY) {
            return hours + " hours";
        }
        long days = hours / HOURS_A_DAY;
        if (days < 2 * DAYS_A_WEEK) {
            return days + " days";
        } else if (days < 2 * DAYS_A_MONTH) {
            return days / DAYS_A_WEEK + " weeks";
        } else if (days < 2 * DAYS_A_YEAR) {
            return days / DAYS_A_MONTH + " months";
        }
        return duration.toHours() / HOURS_A_DAY / DAYS_A_YEAR + " years";
    }

    /** The text, at most so many characters, with an ellipsis for what is cut off. */
    public static String clipped(String text, int length) {
        return text.codePointCount(0, text.length()) <= length ? text : text.substring(0, text.offsetByCodePoints(0, length - 1)) + "…";
    }

    /** The first twelve digits of an id or digest. */
    public static String shortId(String id) {
        String hex = id.startsWith("sha256:") ? id.substring("sha256:".length()) : id;
        return hex.length() > 12 ? hex.substring(0, 12) : hex;
    }

    private static String inUnits(double bytes, int base, int digits, String[] units) {
        int unit = 0;
        double value = bytes;
        while (value >= base && unit < units.length - 1) {
            value /= base;
            unit++;
        }
        return new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros().toPlainString() + units[unit];
    }
}
