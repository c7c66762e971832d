package dev.gantry.dockerapi.wire;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.List;

/** The body of ContainerExec. */
public record ExecRequest(
        boolean attachStdin,
        boolean attachStdout,
        boolean attachStderr,
        int[] consoleSize,
        String detachKeys,
        boolean tty,
        List<String> env,
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> cmd,
        boolean privileged,
        String user,
        String workingDir) {}
