package dev.gantry.container;

/** What a wait waits for (Docker's operation ContainerWait). */
public enum WaitCondition {
    /** It does not run; at once where it doesn't. */
    NOT_RUNNING,
    /** Its next exit. */
    NEXT_EXIT,
    /** It is removed. */
    REMOVED
}
