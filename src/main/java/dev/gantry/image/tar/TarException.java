package dev.gantry.image.tar;

import java.io.IOException;

/** An archive that is damaged, or that asks for something which is refused; the message says what. */
public final class TarException extends IOException {

    private static final long serialVersionUID = 1;

    /** With a message that names the entry where there is one. */
    public TarException(String message) {
        super(message);
    }
}
