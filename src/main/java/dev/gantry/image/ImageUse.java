package dev.gantry.image;

/**
 * A container that is made from an image.
 *
 * @param containerId 64 hex digits
 * @param running whether it runs or is paused
 */
public record ImageUse(String containerId, boolean running) {}
