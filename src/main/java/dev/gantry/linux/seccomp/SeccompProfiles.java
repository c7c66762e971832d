package dev.gantry.linux.seccomp;

import dev.gantry.linux.spec.SeccompFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The compiled filters. Docker's default profile is compiled once for each set of capabilities; one of a user's each time.
 */
public final class SeccompProfiles {
    private static final String DEFAULT = "default.json";

    private final SyscallTable table = SyscallTable.load();
    private final String defaultProfile = defaultProfile();
    private final Map<Set<String>, SeccompFilter> compiled = new ConcurrentHashMap<>();

    /** The default profile for a container with these capabilities (names with CAP_). */
    public SeccompFilter defaultFilter(Set<String> capabilities) {
        return compiled.computeIfAbsent(Set.copyOf(capabilities), key -> custom(defaultProfile, key));
    }

    /** A profile of the user's in Docker's JSON form; InvalidRequest where it can't be read. */
    public SeccompFilter custom(String json, Set<String> capabilities) {
        Profile profile = new ProfileReader(capabilities, KernelVersion.host(), Architecture.host()).read(json);
        return FilterCompiler.compile(table, profile);
    }

    private static String defaultProfile() {
        try (InputStream in = SeccompProfiles.class.getResourceAsStream(DEFAULT)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException("Reading " + DEFAULT, failure);
        }
    }
}
