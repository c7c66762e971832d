package dev.gantry.dockerapi;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of the Docker Engine API, {@code 1.41}. */
public record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {

    /** The oldest that is answered. */
    public static final ApiVersion OLDEST = new ApiVersion(1, 24);

    /** The newest that is answered, and what a request without a version speaks. */
    public static final ApiVersion NEWEST = new ApiVersion(1, 51);

    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

    /** Reads {@code 1.41}; empty where it is anything else. */
    public static Optional<ApiVersion> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(new ApiVersion(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)))) : Optional.empty();
    }

    /** Whether this is version 1.{@code otherMinor} or newer. */
    public boolean isAtLeast(int otherMinor) {
        return compareTo(new ApiVersion(1, otherMinor)) >= 0;
    }

    /** Whether this is older than version 1.{@code otherMinor}. */
    public boolean isBefore(int otherMinor) {
        return !isAtLeast(otherMinor);
    }

    @Override
    public int compareTo(ApiVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
