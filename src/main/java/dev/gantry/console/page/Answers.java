package dev.gantry.console.page;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Answers a form that has done its work: the page's script is told where to go, if anywhere; a browser without it is led there. */
@RequestScoped
public class Answers {

    @Inject
    RoutingContext context;

    /** Done, and what there is to see is on another page. */
    Response goTo(String path) {
        return byScript() ? Response.ok(Map.of("to", path), MediaType.APPLICATION_JSON).build() : Response.seeOther(URI.create(path)).build();
    }

    /** Done; the page that the form is on shows it by itself, or {@code path} does without a script. */
    Response stay(String path) {
        return byScript() ? Response.noContent().build() : Response.seeOther(URI.create(path)).build();
    }

    private boolean byScript() {
        return !Optional.ofNullable(context.request().getHeader("Accept")).orElse("").contains(MediaType.TEXT_HTML);
    }
}
