/** What Docker's JSON looks like (Engine API, "definitions"): values only, named after Docker's own. Nothing outside {@code dockerapi} sees them. */
package dev.gantry.dockerapi.wire;
