package dev.gantry.console.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How values are written for people. */
final class Shown {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private Shown() {}

    /** Bytes in decimal units, three digits: {@code 4.27 MB}, as Docker's clients do. */
    static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        if (unit == 0) {
            return bytes + " B";
        }
        int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f %s", value, UNITS[unit]);
    }

    /** How long ago, as the script in the page says it too. */
    static String ago(Instant time) {
        long seconds = Math.max(0, Duration.between(time, Instant.now()).toSeconds());
        if (seconds < 45) {
            return "just now";
        }
        return span(Duration.ofSeconds(seconds)) + " ago";
    }

    /** A length of time in its largest unit: {@code 3 hours}. */
    static String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 90) {
            return counted(seconds, "second");
        }
        long minutes = Math.round(seconds / 60.0);
        if (minutes < 90) {
            return counted(minutes, "minute");
        }
        long hours = Math.round(minutes / 60.0);
        if (hours < 36) {
            return counted(hours, "hour");
        }
        long days = Math.round(hours / 24.0);
        return days < 60 ? counted(days, "day") : days < 730 ? counted(Math.round(days / 30.4), "month") : counted(Math.round(days / 365.0), "year");
    }

    static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** The words of a command as a shell would take them. */
    static String command(List<String> words) {
        return String.join(" ", words.stream().map(word -> PLAIN_WORD.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'").toList());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
