/** Ids, references and typed errors: what every package speaks of, depending on nothing. */
package dev.gantry.model;
