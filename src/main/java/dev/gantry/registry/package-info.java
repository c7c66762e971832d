/** The engine's own registry as clients see it over HTTP. */
package dev.gantry.registry;
