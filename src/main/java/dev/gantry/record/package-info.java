/** The way into the database: one writer thread, a transaction a change. Reads of what is hot come from memory in the domain packages. */
package dev.gantry.record;
