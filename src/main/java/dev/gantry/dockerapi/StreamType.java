package dev.gantry.dockerapi;

import io.vertx.ext.web.RoutingContext;

/** The content type of a process' streams; the framed form has its own name from version 1.42 on. */
final class StreamType {

    private static final String RAW = "application/vnd.docker.raw-stream";
    private static final String MULTIPLEXED = "application/vnd.docker.multiplexed-stream";

    private StreamType() {}

    static String of(RoutingContext context, boolean tty) {
        return tty || VersionFilter.of(context).isBefore(42) ? RAW : MULTIPLEXED;
    }
}
