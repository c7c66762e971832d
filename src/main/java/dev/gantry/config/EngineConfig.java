package dev.gantry.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The settings of one engine, from the environment ({@code GANTRY_DATA_ROOT}), a configuration file ({@code data-root = …}) or the defaults here,
 * the first that says something.
 */
@ConfigMapping(prefix = "gantry")
public interface EngineConfig {

    /** The folder with everything that outlives the engine; one engine at a time uses it. */
    @WithDefault("/var/lib/gantry")
    Path dataRoot();

    /** The folder with what lives until the next boot: the socket, the monitors' sockets and states. */
    @WithDefault("/run/gantry")
    Path runDir();

    /** The unix socket of the Docker Engine API; {@code gantry.sock} in the run directory where nothing is said. */
    Optional<Path> socket();

    /** The group whose members may use the socket; where nothing is said {@code docker}, else {@code gantry}, else root's own. */
    Optional<String> socketGroup();

    /** Address and port of the console, {@code host:port} or {@code [host]:port}. */
    @WithDefault("127.0.0.1:8080")
    ListenAddress listen();

    /** Further host names that the console is reached by; a request for any other name is turned away (DNS rebinding). */
    Optional<List<String>> names();

    /** The bridge of the default network. */
    @WithDefault("gantry0")
    String bridge();

    /** The cgroup, relative to each hierarchy's root, that containers are placed in unless they name another. */
    @WithDefault("gantry")
    String cgroupParent();

    /** How long the logs of removed containers stay. */
    RemovedLogs removedLogs();

    /** Retention of logs whose containers are gone. */
    interface RemovedLogs {

        /** The time after their last line. */
        @WithDefault("14d")
        Duration keep();

        /** Bytes of all of them together; the oldest go first. */
        @WithDefault("10737418240")
        long maxBytes();
    }

    /** How other registries are reached. */
    RegistryClient registry();

    /** Settings of the registry client. */
    interface RegistryClient {

        /** Registries ({@code host} or {@code host:port}) that are spoken to in plain HTTP; those on a loopback address always are. */
        Optional<List<String>> insecure();

        /** A registry that is asked before Docker Hub for what is on docker.io, as {@code https://host[:port]} or {@code http://host[:port]}. */
        Optional<String> mirror();

        /** How long a registry may be silent, before its answer or in the middle of a transfer, until the transfer is begun again or given up. */
        @WithDefault("1m")
        Duration patience();

        /** Where Docker Hub itself answers, the registry of names without a domain. */
        @WithDefault("https://registry-1.docker.io")
        String dockerHub();
    }
}
