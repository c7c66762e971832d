package dev.gantry.dockerapi;

import io.vertx.ext.web.RoutingContext;

/** The content type of a process' streams. From version 1.42 on the framed form has a name of its own; without an upgrade the old one stays. */
final class StreamType {

    private static final String RAW = "application/vnd.docker.raw-stream";
    private static final String MULTIPLEXED = "application/vnd.docker.multiplexed-stream";

    private StreamType() {}

    static String ofLog(RoutingContext context, boolean tty) {
        return tty || VersionFilter.of(context).isBefore(42) ? RAW : MULTIPLEXED;
    }

    static String ofConnection(RoutingContext context, boolean tty) {
        return context.request().getHeader("Upgrade") == null ? RAW : ofLog(context, tty);
    }
}
