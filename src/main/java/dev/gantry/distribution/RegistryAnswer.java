package dev.gantry.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Locale;

/** A registry said no: the status, and the code and message of the first error in the body (OCI distribution spec, "Error Codes"). */
final class RegistryAnswer extends IOException {

    /** Not a code of the specification: a password is wanted and there is none to send. */
    static final String NO_CREDENTIALS = "no credentials";

    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    private RegistryAnswer(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** Reads an error body; a body that is none leaves only the status to tell. */
    static RegistryAnswer of(int status, JsonNode body, String url) {
        var error = body.path("errors").path(0);
        String code = error.path("code").asText("");
        if (code.isEmpty()) {
            return new RegistryAnswer(status, status == 401 ? "UNAUTHORIZED" : "", "unexpected status from " + url + ": " + status);
        }
        String words = code.equals("TOOMANYREQUESTS") ? "toomanyrequests" : code.toLowerCase(Locale.ROOT).replace('_', ' ');
        return new RegistryAnswer(status, code, words + ": " + error.path("message").asText(words));
    }

    /** The registry wants a name and a password, and none are known (Docker's words). */
    static RegistryAnswer noCredentials(Call call) {
        return new RegistryAnswer(401, NO_CREDENTIALS, call.method().charAt(0) + call.method().substring(1).toLowerCase(Locale.ROOT) + " \"" + call.uri() + "\": no basic auth credentials");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
