package dev.gantry.dockerapi.wire;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/** Docker's {@code ContainerConfig}: the part of a container that does not depend on its host. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public class Config {
    public String hostname = "";
    public String domainname = "";
    public String user = "";
    public boolean attachStdin;
    public boolean attachStdout;
    public boolean attachStderr;
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public Map<String, Object> exposedPorts;
    public boolean tty;
    public boolean openStdin;
    public boolean stdinOnce;
    public List<String> env;
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
    public List<String> cmd;
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public Healthcheck healthcheck;
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public boolean argsEscaped;
    public String image = "";
    public Map<String, Object> volumes;
    public String workingDir = "";
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
    public List<String> entrypoint;
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public boolean networkDisabled;
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public String macAddress;
    public List<String> onBuild;
    public Map<String, String> labels;
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public String stopSignal;
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public Integer stopTimeout;
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public List<String> shell;

    /** A health check; durations in nanoseconds. */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record Healthcheck(List<String> test, long interval, long timeout, long startPeriod, long startInterval, int retries) {}
}
