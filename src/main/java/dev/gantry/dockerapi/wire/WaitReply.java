package dev.gantry.dockerapi.wire;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Docker's {@code ContainerWaitResponse}; the error is null where waiting was not in vain. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record WaitReply(Error error, int statusCode) {

    /** Why waiting was in vain. */
    public record Error(String message) {}
}
