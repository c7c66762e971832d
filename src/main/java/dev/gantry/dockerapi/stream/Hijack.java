package dev.gantry.dockerapi.stream;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The end of HTTP on a connection (Docker's "hijacking", ContainerAttach): the head of the answer is sent, and what follows are raw bytes. Vert.x refuses this
 * for a POST without CONNECT and never lets one direction end before the other, so the Netty channel is taken from it; this is the only place that uses
 * Vert.x's internal class for that.
 */
final class Hijack {

    private Hijack() {}

    /** Takes the connection of a request whose body has been read; the answer must not be touched afterwards. */
    static RawConnection take(HttpServerRequest request, String head) throws InterruptedException {
        Channel channel = ((ConnectionBase) request.connection()).channelHandlerContext().channel();
        RawConnection connection = new RawConnection(channel);
        CompletableFuture<Void> taken = new CompletableFuture<>();
        channel.eventLoop().execute(() -> {
            try {
                ChannelPipeline pipeline = channel.pipeline();
                List<Map.Entry<String, ChannelHandler>> http = new ArrayList<>(pipeline.toMap().entrySet());
                pipeline.addLast("hijacked", connection.prepare());
                // From the last to the first, so that bytes a decoder still holds reach the new handler and no other.
                Collections.reverse(http);
                for (Map.Entry<String, ChannelHandler> handler : http) {
                    if (!(handler.getValue() instanceof SslHandler)) {
                        pipeline.remove(handler.getKey());
                    }
                }
                channel.writeAndFlush(Unpooled.copiedBuffer(head, StandardCharsets.ISO_8859_1));
                taken.complete(null);
            } catch (RuntimeException e) {
                channel.close();
                taken.completeExceptionally(e);
            }
        });
        taken.join();
        return connection;
    }
}
