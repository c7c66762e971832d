/** Names of images, credentials for registries, and what a transfer shows on the way. */
package dev.gantry.cli.image;
