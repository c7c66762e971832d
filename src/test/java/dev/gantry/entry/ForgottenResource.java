package dev.gantry.entry;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A resource method whose author forgot to say which permission it needs. */
@Path("/forgotten")
public class ForgottenResource {

    @GET
    public String get() {
        return "must never be seen";
    }
}
