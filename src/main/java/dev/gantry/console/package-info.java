/**
 * The console: pages drawn on the server, and one WebSocket a tab that keeps them true. It only shows and asks; the work is in the domain packages.
 *
 * <p>{@link dev.gantry.console.page} holds the pages and what they say, {@link dev.gantry.console.socket} the live side.
 */
package dev.gantry.console;
