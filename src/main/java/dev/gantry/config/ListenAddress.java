package dev.gantry.config;

/**
 * Where the console listens.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param port 0 to 65535; 0 lets the kernel choose
 */
public record ListenAddress(String host, int port) {

    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads {@code host:port}, {@code [host]:port} or {@code :port}, which means every address.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static ListenAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw wrong(text);
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.contains(":")) {
            throw wrong(text);
        }
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (port < 0 || port > HIGHEST_PORT) {
                throw wrong(text);
            }
            return new ListenAddress(host.isEmpty() ? "0.0.0.0" : host, port);
        } catch (NumberFormatException e) {
            throw wrong(text);
        }
    }

    /** The converter that the configuration looks for; the same as {@link #parse}. */
    public static ListenAddress valueOf(String text) {
        return parse(text);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("listen address \"" + text + "\": say host:port, such as 127.0.0.1:8080 or [::1]:8080");
    }
}
