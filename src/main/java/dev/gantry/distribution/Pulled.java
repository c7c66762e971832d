package dev.gantry.distribution;

import dev.gantry.model.Digest;
import dev.gantry.model.Reference;
import java.util.List;

/**
 * What a pull brought.
 *
 * @param images digests of the images' configurations, one for each tag pulled
 * @param newer whether any of them was not here under this name before
 */
public record Pulled(Reference reference, List<Digest> images, boolean newer) {}
