package dev.gantry.dockerapi.stream;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Sends the head of a {@link LiveReply} and lets it write its body. */
@Provider
public class LiveReplyWriter implements ServerMessageBodyWriter<LiveReply> {

    private static final Logger LOG = Logger.getLogger(LiveReplyWriter.class);

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return type == LiveReply.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == LiveReply.class;
    }

    @Override
    public void writeResponse(LiveReply reply, Type genericType, ServerRequestContext context) {
        // The empty chunk sends status and headers, which Quarkus REST sets just before its own first write.
        context.serverResponse().setChunked(true);
        context.serverResponse().write(new byte[0]);
        try {
            reply.write();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // The status has been sent; what is left is to end the body early and to say why in the log.
            LOG.error("an answer was cut short: " + e.getMessage(), e);
        }
    }

    @Override
    public void writeTo(LiveReply reply, Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType,
            MultivaluedMap<String, Object> headers, OutputStream body) {
        throw new UnsupportedOperationException("a live reply needs the request's own answer");
    }
}
