package dev.gantry.entry;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** The cookie that carries a console session's token. Not readable by scripts, not sent by other sites' pages. */
public final class SessionCookie {

    /** Its name. */
    public static final String NAME = "gantry-session";

    private SessionCookie() {}

    static Optional<String> token(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(NAME)).map(Cookie::getValue);
    }
}
