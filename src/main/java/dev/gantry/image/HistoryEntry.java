package dev.gantry.image;

import java.time.Instant;
import java.util.Optional;

/**
 * One step of an image's making (OCI image configuration, "history"), oldest first in {@link Image#history()}.
 *
 * @param emptyLayer whether the step made no layer
 * @param size bytes of the files of the step's layer, 0 without one
 */
public record HistoryEntry(Optional<Instant> created, String createdBy, String author, String comment, boolean emptyLayer, long size) {}
