package dev.gantry.event;

import java.util.Map;

/**
 * Something that happened to an object of the engine (Docker's operation SystemEvents).
 *
 * @param sequence   its number, from 1, rising and never used twice, also over restarts of the engine
 * @param timeNano   nanoseconds since 1970
 * @param type       container, image, network, volume or daemon
 * @param action     Docker's word for it, such as {@code start}, {@code die}, {@code exec_create: sh}
 * @param actor      the object's id
 * @param attributes Docker's attributes: image, name, exitCode, signal, the object's labels
 */
public record Event(long sequence, long timeNano, String type, String action, String actor, Map<String, String> attributes) {

    /** The type of a container's events. */
    public static final String CONTAINER = "container";

    /** The type of an image's events. */
    public static final String IMAGE = "image";

    public Event {
        attributes = Map.copyOf(attributes);
    }
}
