package dev.gantry.dockerapi.wire;

import java.util.List;

/** What a prune removed; the list that it is about is always there. */
public record PruneReply(List<String> containersDeleted, List<ImageDeleteItem> imagesDeleted, long spaceReclaimed) {

    /** Of containers; their own bytes are not counted. */
    public static PruneReply containers(List<String> deleted) {
        return new PruneReply(deleted, null, 0);
    }

    /** Of images. */
    public static PruneReply images(List<ImageDeleteItem> deleted, long spaceReclaimed) {
        return new PruneReply(null, deleted, spaceReclaimed);
    }
}
