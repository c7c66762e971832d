package dev.gantry.console.page;

import dev.gantry.model.ObjectId;

/** A whole id in an address; anything else is refused before it is looked for. */
public record ObjectIdText(ObjectId id) {

    /** Used by the HTTP layer to read a path's part. */
    public static ObjectIdText valueOf(String text) {
        return new ObjectIdText(new ObjectId(text));
    }
}
