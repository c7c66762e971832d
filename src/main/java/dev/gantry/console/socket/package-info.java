/**
 * The live side of the console: one WebSocket a tab, many feeds in it. A {@link dev.gantry.console.socket.Connection} takes the tab's messages in order, each
 * {@link dev.gantry.console.socket.Feed} runs on a virtual thread of its own, and all send through one {@link dev.gantry.console.socket.Outbox}, whose blocking is the back-pressure.
 */
package dev.gantry.console.socket;
