package dev.gantry.dockerapi.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** Docker's {@code ExecInspectResponse}. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ExecInspect(
        @JsonProperty("ID") String id,
        boolean running,
        Integer exitCode,
        Process processConfig,
        boolean openStdin,
        boolean openStderr,
        boolean openStdout,
        boolean canRemove,
        @JsonProperty("ContainerID") String containerId,
        String detachKeys,
        int pid) {

    /** What was run. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Process(
            @JsonProperty("tty") boolean tty,
            @JsonProperty("entrypoint") String entrypoint,
            @JsonProperty("arguments") List<String> arguments,
            @JsonProperty("privileged") boolean privileged,
            @JsonProperty("user") String user) {}
}
