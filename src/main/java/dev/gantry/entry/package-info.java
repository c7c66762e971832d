/**
 * The way in, the same for the Docker API, the automation API, the registry and the console: finds out who asks, refuses foreign hosts and origins,
 * calls the one permission check, and audits what was changed.
 *
 * <p>{@link dev.gantry.entry.FrontDoor} sees every request of the HTTP server first, {@link dev.gantry.entry.PermissionFilter} every call of a
 * resource method. A resource method carries {@link dev.gantry.entry.Requires} (or, very few, {@link dev.gantry.entry.Open}); one without is refused.
 */
package dev.gantry.entry;
