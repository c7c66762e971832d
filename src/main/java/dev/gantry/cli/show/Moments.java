package dev.gantry.cli.show;

import dev.gantry.cli.args.Quantities;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Points in time as people give them, and as lists show them. */
public final class Moments {

    private static final int NANO_DIGITS = 9;
    private static final Pattern SECONDS = Pattern.compile("-?\\d+(\\.\\d+)?");

    private Moments() {}

    /**
     * What {@code --since} and {@code --until} take ({@code 10m} ago, a date, a date and time, seconds since 1970) as seconds since 1970.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static String seconds(String text) {
        if (text.isEmpty() || SECONDS.matcher(text).matches()) {
            return text;
        }
        try {
            return seconds(Instant.now().minusNanos(Quantities.nanoseconds(text)));
        } catch (IllegalArgumentException e) {
            return seconds(date(text));
        }
    }

    /** The time of day and date with the zone, as lists show when something was made: {@code 2026-11-24 00:15:19 +0100 CET}. */
    public static String withZone(Instant moment) {
        return moment.atZone(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss Z zzz"));
    }

    /** The time with all nine digits of its nanoseconds and the zone's distance, as events and logs are stamped. */
    public static String stamp(Instant moment) {
        return moment.atZone(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSSXXX"));
    }

    /** How long ago that was: {@code 7 minutes ago}. */
    public static String ago(Instant moment) {
        return Units.span(Duration.between(moment, Instant.now())) + " ago";
    }

    private static Instant date(String text) {
        try {
            int time = text.indexOf('T');
            if (time < 0) {
                return LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant();
            }
            String clock = text.substring(time);
            boolean hasZone = clock.endsWith("Z") || clock.indexOf('+') >= 0 || clock.indexOf('-') >= 0;
            return hasZone ? OffsetDateTime.parse(text).toInstant() : ZonedDateTime.of(LocalDateTime.parse(text), ZoneId.systemDefault()).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("failed to parse value as time or duration: \"" + text + "\"", e);
        }
    }

    private static String seconds(Instant moment) {
        return BigDecimal.valueOf(moment.getEpochSecond()).add(BigDecimal.valueOf(moment.getNano(), NANO_DIGITS)).toPlainString();
    }
}
