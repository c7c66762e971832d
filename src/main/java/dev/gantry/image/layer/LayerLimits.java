package dev.gantry.image.layer;

import dev.gantry.image.tar.TarException;

/**
 * What a layer may cost at most, so that a small download cannot fill the disk.
 *
 * @param bytes of its files together; of sparse files the length
 * @param entries of the archive
 */
public record LayerLimits(long bytes, long entries) {

    private static final long MAX_BYTES = 64L << 30;
    private static final long FREE_BYTES = 1L << 30;
    private static final long RATIO = 200;
    private static final long MAX_ENTRIES = 1_000_000;

    /** The limits of a layer whose compressed form has this many bytes: 200 times that, at least 1 GiB, at most 64 GiB. */
    public static LayerLimits of(long compressed) {
        return new LayerLimits(Math.min(MAX_BYTES, Math.max(FREE_BYTES, compressed * RATIO)), MAX_ENTRIES);
    }

    void check(long usedBytes, long usedEntries) throws TarException {
        if (usedBytes > bytes) {
            throw new TarException("the layer unpacks to more than " + bytes + " bytes, which its compressed size does not warrant");
        }
        if (usedEntries > entries) {
            throw new TarException("the layer has more than " + entries + " entries");
        }
    }
}
