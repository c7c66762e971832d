package dev.gantry.linux.spec;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who a process runs as.
 */
public final class ProcessUser {
    /** User 0 with the groups that the container's files give it. */
    public static final ProcessUser ROOT = new ProcessUser(new Identity.Number(0), null, List.of());

    private final Identity user;
    private final Identity group;
    private final List<Identity> extraGroups;

    private ProcessUser(Identity user, Identity group, List<Identity> extraGroups) {
        this.user = Objects.requireNonNull(user, "user");
        this.group = group;
        this.extraGroups = List.copyOf(extraGroups);
    }

    /** A user with its primary group from the container's passwd, 0 where it has none. */
    public static ProcessUser of(Identity user) {
        return new ProcessUser(user, null, List.of());
    }

    /** The same user with this group in place of its primary one. */
    public ProcessUser withGroup(Identity other) {
        return new ProcessUser(user, Objects.requireNonNull(other, "group"), extraGroups);
    }

    /** The same user with these supplementary groups besides those of the container's group file. */
    public ProcessUser withExtraGroups(List<Identity> groups) {
        return new ProcessUser(user, group, groups);
    }

    /** The user. */
    public Identity user() {
        return user;
    }

    /** The group, where it is not the user's primary one. */
    public Optional<Identity> group() {
        return Optional.ofNullable(group);
    }

    /** Supplementary groups asked for. */
    public List<Identity> extraGroups() {
        return extraGroups;
    }
}
