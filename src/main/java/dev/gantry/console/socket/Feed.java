package dev.gantry.console.socket;

/** What one subscription sends. Runs on a thread of its own; an interrupt ends it. */
interface Feed {

    /** Sends until there is nothing more to come. */
    void run() throws InterruptedException;

    /** The browser can take so many rows more. Only feeds of rows that must not be lost count them. */
    default void credit(long rows) {}
}
