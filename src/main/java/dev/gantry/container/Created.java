package dev.gantry.container;

import dev.gantry.model.ObjectId;
import java.util.List;

/** What a create answers; the warnings name what was asked for and is only recorded. */
public record Created(ObjectId id, List<String> warnings) {}
