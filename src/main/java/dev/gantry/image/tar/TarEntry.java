package dev.gantry.image.tar;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One entry's head, with what PAX records and GNU extensions say already applied.
 *
 * @param name raw bytes, one a character (see {@link dev.gantry.linux.files.Names}); nothing is cleaned
 * @param mode permission bits only
 * @param linkTarget of a symlink or hard link, else empty
 * @param size of the file as it will be; of a sparse file more than what the archive holds
 * @param attributes extended attributes, raw
 * @param sparse where the archive's bytes belong, for a sparse file
 */
public record TarEntry(
        String name,
        Kind kind,
        int mode,
        int uid,
        int gid,
        Instant modified,
        String linkTarget,
        long size,
        int major,
        int minor,
        Map<String, byte[]> attributes,
        Optional<SparseMap> sparse) {

    /** What sort of file an entry makes. */
    public enum Kind {
        FILE,
        HARD_LINK,
        SYMLINK,
        CHARACTER_DEVICE,
        BLOCK_DEVICE,
        DIRECTORY,
        FIFO
    }
}
