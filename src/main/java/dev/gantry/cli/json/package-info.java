/** JSON as a tree of values, in the order in which the engine wrote it. */
package dev.gantry.cli.json;
