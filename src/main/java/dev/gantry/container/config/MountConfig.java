package dev.gantry.container.config;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One entry of Docker's {@code Mounts}.
 *
 * @param type        {@code bind} or {@code tmpfs}; {@code volume} and others are refused at create
 * @param source      of a bind, absolute on the host
 * @param target      absolute in the container
 * @param propagation of a bind: {@code rprivate} and so on
 * @param nonRecursive a bind without what is mounted below it
 * @param createSource a missing bind source is made
 * @param tmpfsSize   bytes
 * @param tmpfsMode   permission bits
 */
public record MountConfig(String type, String source, String target, boolean readOnly, Optional<String> propagation, boolean nonRecursive,
                          boolean createSource, OptionalLong tmpfsSize, OptionalInt tmpfsMode) {}
