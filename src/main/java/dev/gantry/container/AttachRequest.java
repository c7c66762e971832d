package dev.gantry.container;

/**
 * What a client of a container wants (Docker's operation ContainerAttach).
 *
 * @param logs   what was written before
 * @param stream what is written from now on, and the input
 */
public record AttachRequest(boolean stdin, boolean stdout, boolean stderr, boolean logs, boolean stream) {

    /** Everything from now on. */
    public static final AttachRequest LIVE = new AttachRequest(true, true, true, false, true);
}
