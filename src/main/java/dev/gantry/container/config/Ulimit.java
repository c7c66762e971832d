package dev.gantry.container.config;

/** A resource limit by Docker's name ({@code nofile}, {@code nproc}, …); -1 is no limit. */
public record Ulimit(String name, long soft, long hard) {}
