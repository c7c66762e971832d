package dev.gantry.access;

/** One thing that a principal may be allowed to do: a verb on a kind of object. Nothing is allowed that no role names. */
public enum Permission {
    CONTAINERS_LIST("containers:list", false),
    CONTAINERS_READ("containers:read", false),
    CONTAINERS_LOGS("containers:logs", false),
    CONTAINERS_CREATE("containers:create", true),
    /** Privileged, host namespaces, devices, binds: root on the host. */
    CONTAINERS_CREATE_UNSAFE("containers:create.unsafe", true),
    CONTAINERS_START("containers:start", true),
    CONTAINERS_STOP("containers:stop", true),
    CONTAINERS_UPDATE("containers:update", true),
    CONTAINERS_DELETE("containers:delete", true),
    CONTAINERS_ATTACH("containers:attach", true),
    CONTAINERS_EXEC("containers:exec", true),
    /** The size of a terminal that one is already attached to: too frequent to audit. */
    CONTAINERS_RESIZE("containers:resize", false),
    IMAGES_LIST("images:list", false),
    IMAGES_READ("images:read", false),
    IMAGES_PULL("images:pull", true),
    IMAGES_PUSH("images:push", true),
    IMAGES_LOAD("images:load", true),
    IMAGES_TAG("images:tag", true),
    IMAGES_DELETE("images:delete", true),
    NETWORKS_LIST("networks:list", false),
    VOLUMES_LIST("volumes:list", false),
    REGISTRY_READ("registry:read", false),
    REGISTRY_WRITE("registry:write", true),
    /** Trying a registry's credentials changes nothing here. */
    REGISTRY_SIGN_IN("registry:sign-in", false),
    TASKS_READ("tasks:read", false),
    TASKS_CANCEL("tasks:cancel", true),
    SYSTEM_READ("system:read", false),
    EVENTS_READ("events:read", false),
    AUDIT_READ("audit:read", false),
    /** One's own password and session. */
    ACCOUNT_OWN("account:own", true);

    private final String verb;
    private final boolean change;

    Permission(String verb, boolean change) {
        this.verb = verb;
        this.change = change;
    }

    /** As people and the audit trail see it: {@code containers:start}. */
    public String verb() {
        return verb;
    }

    /** Whether using it changes something, so that every use is audited. */
    public boolean isChange() {
        return change;
    }
}
