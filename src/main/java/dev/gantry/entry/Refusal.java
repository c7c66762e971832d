package dev.gantry.entry;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Why a request is turned away before anyone reads it, in the words and the plain form of dockerd's HTTP library.
 *
 * @param why behind the status; may be empty
 */
record Refusal(HttpResponseStatus status, String why) {

    private static final Refusal MALFORMED = new Refusal(HttpResponseStatus.BAD_REQUEST, "");

    /** What the codec could not read. */
    static Refusal of(Throwable cause) {
        return cause instanceof TooLongFrameException ? new Refusal(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "") : MALFORMED;
    }

    /** What is wrong with the head of a request that could be read. */
    static Optional<Refusal> of(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        HttpHeaders headers = request.headers();
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (version.majorVersion() != 1) {
            return refused(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, "unsupported protocol version");
        }
        if (hosts.size() > 1 || !RequestTarget.isUnescapable(request.uri())) {
            return Optional.of(MALFORMED);
        }
        if (hosts.isEmpty() && version.minorVersion() > 0) {
            return refused(HttpResponseStatus.BAD_REQUEST, "missing required Host header");
        }
        if (!isOnly(headers, HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED)) {
            return refused(HttpResponseStatus.NOT_IMPLEMENTED, "unsupported transfer encoding");
        }
        return isOnly(headers, HttpHeaderNames.EXPECT, HttpHeaderValues.CONTINUE) ? Optional.empty() : refused(HttpResponseStatus.EXPECTATION_FAILED, "");
    }

    private static boolean isOnly(HttpHeaders headers, CharSequence name, CharSequence value) {
        for (String each : headers.getAll(name)) {
            if (!each.equalsIgnoreCase(value.toString())) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Refusal> refused(HttpResponseStatus status, String why) {
        return Optional.of(new Refusal(status, why));
    }

    /** After which the connection ends, since nobody can tell where the next request begins. */
    FullHttpResponse answer() {
        String text = status.code() + " " + status.reasonPhrase() + (why.isEmpty() ? "" : ": " + why);
        var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
        answer.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8").set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes()).set(HttpHeaderNames.DATE, HttpDate.now());
        return answer;
    }
}
