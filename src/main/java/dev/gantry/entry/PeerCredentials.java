package dev.gantry.entry;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.DomainSocketChannel;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.IOException;
import java.util.OptionalInt;

/** What the kernel says about the process at the other end of a request's unix socket (SO_PEERCRED, unix(7)). */
final class PeerCredentials {

    private PeerCredentials() {}

    /** Whether the request came over the unix socket. */
    static boolean isUnixSocket(HttpServerRequest request) {
        return channel(request) instanceof DomainSocketChannel;
    }

    /** The user id with which the peer connected; empty where the kernel doesn't tell. */
    static OptionalInt uid(HttpServerRequest request) {
        if (!(channel(request) instanceof EpollDomainSocketChannel socket)) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(socket.peerCredentials().uid());
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }

    /** Vert.x has no public way to the channel; this is the internal one of its 4.5 line. */
    private static Channel channel(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channel();
    }
}
