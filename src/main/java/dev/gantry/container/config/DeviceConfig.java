package dev.gantry.container.config;

/** A device of the host given to the container; {@code permissions} of {@code rwm}. */
public record DeviceConfig(String hostPath, String containerPath, String permissions) {}
