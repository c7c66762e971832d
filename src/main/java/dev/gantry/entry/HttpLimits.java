package dev.gantry.entry;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/** How long heads of requests may be, in bytes: on the unix socket as long as dockerd takes them, since filters travel in the query. */
@ApplicationScoped
public class HttpLimits implements HttpServerOptionsCustomizer {

    private static final int UNIX = 1 << 20;
    private static final int TCP = 64 << 10;

    @Override
    public void customizeDomainSocketServer(HttpServerOptions options) {
        options.setMaxInitialLineLength(UNIX).setMaxHeaderSize(UNIX);
        guard();
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setMaxInitialLineLength(TCP).setMaxHeaderSize(TCP);
        guard();
    }

    /** Netty reads the property once, when the first server begins to listen. */
    private static void guard() {
        System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }
}
