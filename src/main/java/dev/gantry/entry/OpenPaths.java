package dev.gantry.entry;

/** The few paths that answer over TCP without a session: the sign-in page, what it is drawn with, and whether the engine is up. */
final class OpenPaths {

    private OpenPaths() {}

    static boolean contains(String normalizedPath) {
        return normalizedPath.equals("/sign-in")
                || normalizedPath.equals("/favicon.ico")
                || normalizedPath.equals("/health/live")
                || normalizedPath.equals("/health/ready")
                || normalizedPath.startsWith("/assets/");
    }
}
