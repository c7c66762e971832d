package dev.gantry.entry;

import dev.gantry.access.Principal;
import dev.gantry.model.Unauthorized;
import jakarta.enterprise.context.RequestScoped;

/** Who makes the current request; set before a resource method is called. */
@RequestScoped
public class Caller {

    private Principal principal;

    /** The verified principal; throws Unauthorized where nobody has signed in. */
    public Principal principal() {
        if (principal == null) {
            throw new Unauthorized("nobody has signed in");
        }
        return principal;
    }

    void is(Principal verified) {
        principal = verified;
    }
}
