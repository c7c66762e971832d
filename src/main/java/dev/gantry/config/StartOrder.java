package dev.gantry.config;

/**
 * In which order the engine's parts start, as the {@code @Priority} of an observer of Quarkus' {@code StartupEvent}; they end in
 * the opposite order. The HTTP server opens its sockets after the last of them, so nobody is answered by half an engine.
 */
public final class StartOrder {

    /** The folders exist, the data root is ours, no other engine answers on our socket. */
    public static final int FOLDERS = 100;

    /** The database has the schema of this version. */
    public static final int RECORDS = 200;

    /** The spawner runs and answers. */
    public static final int RUNNER = 300;

    /** Records are reconciled with what really runs. */
    public static final int DOMAIN = 400;

    /** What serves clients is prepared: the first user, sample images. */
    public static final int SERVICES = 500;

    private StartOrder() {}
}
