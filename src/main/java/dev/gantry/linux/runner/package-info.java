/**
 * The client of the native runner: the spawner, one monitor a container or exec, and the files that a monitor leaves
 * (docs/formats.md, sections 1, 2, 4 and 5).
 */
package dev.gantry.linux.runner;
