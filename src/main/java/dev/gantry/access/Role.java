package dev.gantry.access;

import java.util.EnumSet;
import java.util.Set;

/** A named set of permissions. */
public enum Role {
    /** Everything. */
    ADMIN(EnumSet.allOf(Permission.class)),
    /** Sees everything but the audit trail, changes only its own password. */
    VIEWER(viewing());

    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = permissions;
    }

    /** Whether this role has the permission. */
    public boolean allows(Permission permission) {
        return permissions.contains(permission);
    }

    private static Set<Permission> viewing() {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        for (Permission permission : Permission.values()) {
            if (!permission.isChange()) {
                permissions.add(permission);
            }
        }
        permissions.remove(Permission.AUDIT_READ);
        permissions.add(Permission.ACCOUNT_OWN);
        return permissions;
    }
}
