/**
 * The Docker Engine API, 1.24 to 1.51: decodes requests, calls the domain, encodes answers. No work of its own is done here.
 *
 * <p>A request comes through {@link dev.gantry.dockerapi.VersionFilter}, which takes the version off the path, and reaches one of the resource classes
 * under {@code /docker}. What Docker's JSON looks like is in {@code wire}; what is sent bit by bit, or by hijack, is in {@code stream}.
 */
package dev.gantry.dockerapi;
