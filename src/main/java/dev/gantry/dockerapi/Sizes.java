package dev.gantry.dockerapi;

import dev.gantry.container.ContainerView;
import dev.gantry.container.WritableLayer;
import dev.gantry.image.Image;
import dev.gantry.image.Images;

/**
 * A container's bytes: those that it has written, and those with its image's. Both null where nobody asked, since they are counted file by file.
 */
record Sizes(Long writable, Long total) {

    static final Sizes UNKNOWN = new Sizes(null, null);

    static Sizes of(ContainerView container, Images images) {
        long writable = WritableLayer.size(container);
        return new Sizes(writable, writable + images.held(container.image()).map(Image::size).orElse(0L));
    }
}
