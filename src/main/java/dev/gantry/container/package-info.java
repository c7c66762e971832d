/**
 * Containers: one state machine each. {@link dev.gantry.container.Containers} is the way in; a {@link dev.gantry.container.ContainerView} is what is known of
 * one at a moment and is read without a lock.
 */
package dev.gantry.container;
