package dev.gantry.access;

import dev.gantry.model.Forbidden;
import jakarta.enterprise.context.ApplicationScoped;

/** The one permission check, for every way in. What no role allows is refused. */
@ApplicationScoped
public class Access {

    /** Returns if the principal may, else throws Forbidden with the permission that is missing. */
    public void require(Principal principal, Permission permission) {
        if (!allows(principal, permission)) {
            throw new Forbidden("permission denied: " + principal.name() + " is " + principal.role().name().toLowerCase()
                    + " and needs the permission " + permission.verb());
        }
    }

    /** Whether the principal may; for pages that leave out what it may not. */
    public boolean allows(Principal principal, Permission permission) {
        return principal.role().allows(permission);
    }
}
