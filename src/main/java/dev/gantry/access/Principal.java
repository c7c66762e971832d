package dev.gantry.access;

import java.util.OptionalInt;

/**
 * Who makes a request, as the engine has verified it.
 *
 * @param name the account, or for a socket's peer the host's user
 * @param uid the host's user id of a socket's peer
 */
public record Principal(String name, Kind kind, OptionalInt uid, Role role) {

    /** How the principal proved who it is. */
    public enum Kind {
        /** The kernel's word about the process at the other end of the unix socket (SO_PEERCRED, unix(7)). */
        SOCKET_PEER,
        /** A signed-in browser session. */
        SESSION
    }

    /** A process on this host that could open the engine's socket. */
    public static Principal peer(String name, int uid) {
        return new Principal(name, Kind.SOCKET_PEER, OptionalInt.of(uid), Role.ADMIN);
    }

    /** An account that has signed in. */
    public static Principal session(String account, Role role) {
        return new Principal(account, Kind.SESSION, OptionalInt.empty(), role);
    }
}
