package dev.gantry.image;

import dev.gantry.model.Digest;
import java.util.List;

/** Says which containers are made from an image; the package of the containers implements it. */
public interface ImageUsage {

    /** The containers of this image, running or not. Called on the writer's thread, so that no container is created meanwhile. */
    List<ImageUse> uses(Digest imageId);
}
