/**
 * Who may do what, and the record of who did it: accounts, sessions, roles, the one permission check and the audit trail.
 *
 * <p>Serves no HTTP; {@code dev.gantry.entry} turns requests into {@link dev.gantry.access.Principal}s and asks here.
 */
package dev.gantry.access;
