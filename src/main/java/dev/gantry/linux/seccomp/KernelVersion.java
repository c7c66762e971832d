package dev.gantry.linux.seccomp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Major and minor number of a kernel's release. */
record KernelVersion(int major, int minor) {
    private static final Pattern START = Pattern.compile("^(\\d+)\\.(\\d+)");

    static KernelVersion host() {
        return parse(System.getProperty("os.version"));
    }

    static KernelVersion parse(String release) {
        Matcher matcher = START.matcher(release);
        if (!matcher.find()) {
            throw new IllegalArgumentException("not a kernel's release: " + release);
        }
        return new KernelVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    boolean isAtLeast(String release) {
        KernelVersion other = parse(release);
        return major > other.major || major == other.major && minor >= other.minor;
    }
}
