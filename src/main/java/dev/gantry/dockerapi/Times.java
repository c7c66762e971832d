package dev.gantry.dockerapi;

import dev.gantry.model.InvalidRequest;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Times in Docker's forms. */
final class Times {

    /** What Docker sends for a time that has not come. */
    static final String NEVER = "0001-01-01T00:00:00Z";

    private static final Pattern SECONDS = Pattern.compile("-?\\d{1,12}(\\.\\d{1,9})?");

    private static final Pattern GO_DURATION = Pattern.compile("(\\d+h)?(\\d+m)?(\\d+(\\.\\d+)?s)?");

    /** Go's RFC3339Nano: the fraction without trailing zeros. */
    private static final DateTimeFormatter NANO = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendLiteral('Z')
            .toFormatter()
            .withZone(ZoneOffset.UTC);

    private Times() {}

    static String nano(Instant time) {
        return NANO.format(time);
    }

    static String nano(Optional<Instant> time) {
        return time.map(Times::nano).orElse(NEVER);
    }

    static Instant ofNanos(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, TimeUnit.SECONDS.toNanos(1)), Math.floorMod(nanos, TimeUnit.SECONDS.toNanos(1)));
    }

    static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }

    /** Reads seconds since 1970 with a fraction ({@code 1795469606.604512348}), as clients send since and until. */
    static Optional<Instant> parse(String name, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!SECONDS.matcher(text).matches()) {
            throw new InvalidRequest("invalid value \"" + text + "\" for parameter " + name + ": seconds since 1970 are expected");
        }
        BigDecimal seconds = new BigDecimal(text);
        long whole = seconds.longValue();
        return Optional.of(Instant.ofEpochSecond(whole, seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue()));
    }

    /** Reads the filter {@code until}: seconds since 1970, RFC 3339, or how long ago in Go's form ({@code 1h30m}). */
    static Optional<Instant> until(String text) {
        if (SECONDS.matcher(text).matches()) {
            return parse("until", text);
        }
        try {
            String iso = "PT" + text.toUpperCase(Locale.ROOT);
            return Optional.of(GO_DURATION.matcher(text).matches() ? Instant.now().minus(Duration.parse(iso)) : Instant.parse(text));
        } catch (DateTimeException e) {
            throw new InvalidRequest("invalid filter 'until=" + text + "': a time or a duration is expected", e);
        }
    }

    /** How long ago, in the words of Docker's status column: {@code 3 minutes}. */
    static String roughly(Instant then) {
        Duration age = Duration.between(then, Instant.now());
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 1) {
            return "Less than a second";
        } else if (seconds == 1) {
            return "1 second";
        } else if (seconds < 60) {
            return seconds + " seconds";
        }
        long minutes = age.toMinutes();
        if (minutes == 1) {
            return "About a minute";
        } else if (minutes < 60) {
            return minutes + " minutes";
        }
        long hours = Math.round(age.toMinutes() / 60.0);
        if (hours == 1) {
            return "About an hour";
        } else if (hours < 48) {
            return hours + " hours";
        }
        long days = hours / 24;
        if (days < 14) {
            return days + " days";
        } else if (days < 60) {
            return days / 7 + " weeks";
        } else if (days < 2 * ChronoUnit.YEARS.getDuration().toDays()) {
            return days / 30 + " months";
        }
        return days / 365 + " years";
    }
}
