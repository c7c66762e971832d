/** What happened, in order: a row in the transaction of the change, told to subscribers after its commit. */
package dev.gantry.event;
