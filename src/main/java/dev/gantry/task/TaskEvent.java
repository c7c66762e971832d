package dev.gantry.task;

import dev.gantry.model.Digest;
import dev.gantry.model.GantryException;

/** One thing that a task says of its progress. */
public sealed interface TaskEvent {

    /**
     * A sentence for people.
     *
     * @param id what it is about (a layer's short digest, a tag), empty where it is about the whole
     */
    record Status(String id, String text) implements TaskEvent {}

    /**
     * How far a layer is. Within one phase only the newest is kept.
     *
     * @param layer the first 12 digits of the layer's digest
     * @param current bytes done in this phase
     * @param total bytes of this phase, 0 where not known
     */
    record LayerProgress(String layer, Phase phase, long current, long total) implements TaskEvent {}

    /**
     * A tag is in a registry now.
     *
     * @param size bytes of its manifest
     */
    record Pushed(String tag, Digest digest, long size) implements TaskEvent {}

    /** The task is done; the last event. */
    record Finished() implements TaskEvent {}

    /** The task failed or was cancelled; the last event. */
    record Failed(GantryException failure) implements TaskEvent {}

    /** Where a layer is on its way into the store or, from PREPARING on, out of it. */
    enum Phase {
        /** It is to be fetched. */
        WAITING,
        DOWNLOADING,
        /** All bytes are here, their digest is being compared. */
        VERIFYING,
        DOWNLOADED,
        EXTRACTING,
        DONE,
        /** The store had it before the task. */
        ALREADY_THERE,
        /** It is to be sent. */
        PREPARING,
        COMPRESSING,
        /** Others are being sent. */
        QUEUED,
        SENDING,
        SENT,
        /** The registry took it from another of its repositories; a status says which. */
        MOUNTED,
        /** The registry had it before the task. */
        SENT_BEFORE
    }
}
