package dev.gantry.console.page;

import dev.gantry.access.Access;
import dev.gantry.access.Accounts;
import dev.gantry.access.Permission;
import dev.gantry.access.Principal;
import dev.gantry.entry.Caller;
import dev.gantry.task.TaskState;
import dev.gantry.task.Tasks;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Set;

/** Makes the frame of the current request's page. */
@RequestScoped
public class Frames {

    private static final String THEME_COOKIE = "gantry-theme";
    private static final Set<String> THEMES = Set.of("light", "dark");

    @Inject
    Caller caller;

    @Inject
    Access access;

    @Inject
    Accounts accounts;

    @Inject
    Tasks tasks;

    @Inject
    RoutingContext context;

    Frame frame(String section) {
        Principal principal = caller.principal();
        long running = tasks.list().stream().filter(task -> task.state() == TaskState.RUNNING).count();
        return new Frame(section, principal.name(), theme(), running, access.allows(principal, Permission.AUDIT_READ), accounts.hasFirstPassword(principal));
    }

    String theme() {
        Cookie cookie = context.request().getCookie(THEME_COOKIE);
        return cookie != null && THEMES.contains(cookie.getValue()) ? cookie.getValue() : "";
    }
}
