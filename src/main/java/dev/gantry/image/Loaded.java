package dev.gantry.image;

import dev.gantry.model.Digest;
import dev.gantry.model.Reference;
import java.util.List;

/** An image that came from an archive, and the names that the archive gave it (none: it is known by its id only). */
public record Loaded(Digest id, List<Reference> names) {}
