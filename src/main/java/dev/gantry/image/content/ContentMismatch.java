package dev.gantry.image.content;

import java.io.IOException;

/** Content that is not what its digest or size says. */
public final class ContentMismatch extends IOException {

    private static final long serialVersionUID = 1;

    /** With a message that names what was expected. */
    public ContentMismatch(String message) {
        super(message);
    }
}
