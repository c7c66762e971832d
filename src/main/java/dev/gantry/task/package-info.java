/** Work that takes time: a task has progress that anyone may read from its beginning, can be cancelled, and outlives who asked for it. */
package dev.gantry.task;
