package dev.gantry.linux.spec;

/**
 * A symbolic link made in the container at {@code path}, leading to {@code target}.
 */
public record Link(String target, String path) {
}
