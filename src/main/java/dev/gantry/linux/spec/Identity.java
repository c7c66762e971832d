package dev.gantry.linux.spec;

/**
 * A user or a group: a number, or a name that the runner looks up in the container's own passwd or group file. A number is
 * never looked up and a name is never read as a number.
 */
public sealed interface Identity {
    /** A user or group id, 0 … 4294967294. */
    record Number(long id) implements Identity {
        public Number {
            if (id < 0 || id >= 0xffff_ffffL) {
                throw new IllegalArgumentException("not a user or group id: " + id);
            }
        }
    }

    /** A name in /etc/passwd or /etc/group of the container. */
    record Name(String name) implements Identity {
    }
}
