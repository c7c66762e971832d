package dev.gantry.task;

import java.util.function.Consumer;

/** What a task does, on a virtual thread of its own that is interrupted when the task is cancelled. */
@FunctionalInterface
public interface TaskWork<T> {

    /** Does the work and returns its result; says its progress to {@code progress}, which any thread may call. */
    T run(Consumer<TaskEvent> progress) throws Exception;
}
