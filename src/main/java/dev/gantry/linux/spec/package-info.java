/**
 * What a container or an exec is to be, as immutable values, and their encoding for the runner (docs/formats.md, section 3).
 */
package dev.gantry.linux.spec;
