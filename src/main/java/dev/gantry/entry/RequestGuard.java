package dev.gantry.entry;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;

/**
 * Stands between the codec and Vert.x, which would answer what isn't HTTP without a word: refuses it as dockerd does (a short text, and the connection ends),
 * takes addresses with characters that should have been encoded, and dates every answer. One a connection, on its event loop.
 */
final class RequestGuard extends ChannelDuplexHandler {

    /** Requests that are not answered to the end. */
    private int open;
    private boolean answering;
    private Refusal refusal;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (refusal != null) {
            ReferenceCountUtil.release(message);
            return;
        }
        Optional<Refusal> reason = message instanceof HttpObject part ? reason(part) : Optional.empty();
        if (reason.isPresent()) {
            refuse(context, reason.get(), message instanceof HttpRequest);
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest) {
            open++;
        }
        context.fireChannelRead(message);
    }

    private static Optional<Refusal> reason(HttpObject part) {
        if (part.decoderResult().isFailure()) {
            return Optional.of(Refusal.of(part.decoderResult().cause()));
        }
        if (!(part instanceof HttpRequest request)) {
            return Optional.empty();
        }
        Optional<Refusal> reason = Refusal.of(request);
        if (reason.isEmpty()) {
            HttpVersion version = request.protocolVersion();
            if (version.minorVersion() > 1) {
                request.setProtocolVersion(HttpVersion.HTTP_1_1);
            }
            request.setUri(RequestTarget.encoded(request.uri()));
        }
        return reason;
    }

    /** Answers that are under way come first. One whose own request turns out to be broken is only replaced while nothing of it was sent. */
    private void refuse(ChannelHandlerContext context, Refusal reason, boolean atHead) {
        refusal = reason;
        if (atHead ? open == 0 : open == 1 && !answering) {
            end(context);
        } else if (!atHead) {
            context.close();
        }
    }

    private void end(ChannelHandlerContext context) {
        open = -1;
        context.writeAndFlush(refusal.answer()).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (open < 0) {
            ReferenceCountUtil.release(message);
            promise.setFailure(new ClosedChannelException());
            return;
        }
        boolean interim = false;
        if (message instanceof HttpResponse response) {
            interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            answering |= !interim;
            if (!interim && !response.headers().contains(HttpHeaderNames.DATE)) {
                response.headers().set(HttpHeaderNames.DATE, HttpDate.now());
            }
        }
        context.write(message, promise);
        if (message instanceof LastHttpContent && !interim) {
            answering = false;
            open--;
            if (refusal != null && open == 0) {
                context.flush();
                end(context);
            }
        }
    }
}
