package dev.gantry.task;

/** Where a task stands; the last three are final. */
public enum TaskState {
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    /** Whether nothing more will happen. */
    public boolean isFinal() {
        return this != RUNNING;
    }
}
