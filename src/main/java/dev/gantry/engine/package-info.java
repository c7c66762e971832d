/** One engine's life: it takes its folders, opens its records and its socket, says that it is there, and lets go of all that at the end. */
package dev.gantry.engine;
