package dev.gantry.dockerapi;

import dev.gantry.access.Permission;
import dev.gantry.dockerapi.stream.LiveReply;
import dev.gantry.dockerapi.stream.RawConnection;
import dev.gantry.dockerapi.stream.RawReply;
import dev.gantry.entry.Requires;
import io.netty.buffer.Unpooled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** In tests only: what the streaming parts do without a container behind them. */
@Path("/docker/test")
@RunOnVirtualThread
public class EchoResource {

    static final BlockingQueue<String> GONE = new LinkedBlockingQueue<>();
    static final AtomicLong SENT = new AtomicLong();

    @POST
    @Path("echo")
    @Requires(Permission.SYSTEM_READ)
    public Response echo(InputStream body, @Context RoutingContext context) throws Exception {
        body.readAllBytes();
        return RawReply.of(context, "application/octet-stream", EchoResource::echo, () -> {});
    }

    private static void echo(RawConnection connection) throws InterruptedException {
        connection.whenGone(() -> GONE.add("echo"));
        for (Optional<byte[]> next = connection.read(); next.isPresent(); next = connection.read()) {
            connection.write(Unpooled.wrappedBuffer(next.get()));
        }
        connection.write(Unpooled.wrappedBuffer("end".getBytes()));
    }

    /** Writes for ever. */
    @POST
    @Path("flood")
    @Requires(Permission.SYSTEM_READ)
    public Response flood(@Context RoutingContext context) {
        return RawReply.of(context, "application/octet-stream", connection -> {
            SENT.set(0);
            while (connection.write(Unpooled.wrappedBuffer(new byte[65536]))) {
                SENT.addAndGet(65536);
            }
            GONE.add("flood");
        }, () -> {});
    }

    /** Sends its head and waits until the client goes. */
    @GET
    @Path("wait")
    @Requires(Permission.SYSTEM_READ)
    public Response waitForGoing(@Context RoutingContext context) {
        return LiveReply.of(context, "application/json", out -> {
            CountDownLatch gone = new CountDownLatch(1);
            out.whenGone(gone::countDown);
            gone.await();
            GONE.add("wait");
        });
    }
}
