/**
 * What one engine is told from outside, and where it keeps things. Lies beneath every other package and calls none of them.
 *
 * <p>{@link dev.gantry.config.EngineConfig} holds the settings, {@link dev.gantry.config.SettingsSource} says where they come from,
 * {@link dev.gantry.config.Paths} knows every path, {@link dev.gantry.config.StartOrder} the order in which parts start.
 */
package dev.gantry.config;
