package dev.gantry.entry;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerAdapter;
import io.netty.channel.ChannelHandlerContext;

/** Puts a {@link RequestGuard} into every HTTP connection. Netty finds it as a service; {@link HttpLimits} has it look for services. */
public final class GuardInstaller extends ChannelInitializerExtension {

    /** How Vert.x 4.5 names the handler that makes requests of what the codec has read. */
    private static final String VERTX = "handler";

    @Override
    public void postInitializeServerChildChannel(Channel connection) {
        connection.pipeline().addLast(new AfterVertx());
    }

    /** Handlers are added in turn: when this one is, those of Vert.x are there. */
    private static final class AfterVertx extends ChannelHandlerAdapter {
        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            if (context.pipeline().get(VERTX) != null) {
                context.pipeline().addBefore(VERTX, "guard", new RequestGuard());
            }
            context.pipeline().remove(this);
        }
    }
}
