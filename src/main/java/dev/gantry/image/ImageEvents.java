package dev.gantry.image;

import java.util.LinkedHashMap;
import java.util.Map;

/** What an event of an image carries: its labels, and its name under {@code name} (Docker's SystemEvents). */
final class ImageEvents {

    private ImageEvents() {}

    static Map<String, String> attributes(Image image, String name) {
        var attributes = new LinkedHashMap<>(image.config().labels());
        attributes.put("name", name);
        return attributes;
    }
}
