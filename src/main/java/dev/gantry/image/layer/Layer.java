package dev.gantry.image.layer;

import dev.gantry.model.Digest;

/**
 * An unpacked layer.
 *
 * @param chainId digest of it and all below (OCI image spec, "Layer ChainID")
 * @param diffId digest of its uncompressed archive
 * @param size bytes of its files
 */
public record Layer(Digest chainId, Digest diffId, long size) {}
