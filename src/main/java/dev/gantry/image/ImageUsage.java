package dev.gantry.image;

import dev.gantry.model.Digest;
import java.util.List;

/** Says which containers are made from an image; the package of the containers implements it. */
public interface ImageUsage {

    /** The containers of this image, running or not. Answers from memory, without asking {@link Images} for anything. */
    List<ImageUse> uses(Digest imageId);
}
