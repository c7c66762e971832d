package dev.gantry.container.config;

import java.util.List;
import java.util.Optional;

/**
 * What it may do.
 *
 * @param securityOpt   {@code no-new-privileges[=true|:true]}, {@code seccomp=unconfined}, {@code seccomp=<profile JSON>}, as Docker's client sends them
 * @param maskedPaths   nothing: the usual; an empty list: none
 * @param readonlyPaths nothing: the usual; an empty list: none
 */
public record SecurityConfig(boolean privileged, List<String> capAdd, List<String> capDrop, boolean readonlyRootfs, List<String> securityOpt,
                             Optional<List<String>> maskedPaths, Optional<List<String>> readonlyPaths) {

    /** Docker's defaults. */
    public static final SecurityConfig DEFAULT =
            new SecurityConfig(false, List.of(), List.of(), false, List.of(), Optional.empty(), Optional.empty());

    public SecurityConfig {
        capAdd = List.copyOf(capAdd);
        capDrop = List.copyOf(capDrop);
        securityOpt = List.copyOf(securityOpt);
        maskedPaths = maskedPaths.map(List::copyOf);
        readonlyPaths = readonlyPaths.map(List::copyOf);
    }
}
