/** The client of registries: finds the manifest for a platform, fetches what the store lacks, verifies it, and unpacks. */
package dev.gantry.distribution;
