package dev.gantry.image.tar;

import dev.gantry.linux.files.Names;

/** The 512-byte head of an entry (POSIX pax, "ustar Interchange Format"; GNU tar's additions to it), as it stands in the archive. */
final class TarHead {

    static final int BLOCK = 512;

    static final char FILE = '0';
    static final char OLD_FILE = '\0';
    static final char HARD_LINK = '1';
    static final char SYMLINK = '2';
    static final char CHARACTER_DEVICE = '3';
    static final char BLOCK_DEVICE = '4';
    static final char DIRECTORY = '5';
    static final char FIFO = '6';
    static final char CONTIGUOUS = '7';
    static final char PAX = 'x';
    static final char PAX_GLOBAL = 'g';
    static final char GNU_LONG_NAME = 'L';
    static final char GNU_LONG_LINK = 'K';
    static final char GNU_SPARSE = 'S';

    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_LENGTH = 8;
    private static final int MAGIC = 257;

    private final byte[] block;

    private TarHead(byte[] block) {
        this.block = block;
    }

    /** Reads a head; null for a block of zeros, which ends an archive. */
    static TarHead of(byte[] block) throws TarException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH ? ' ' : block[i] & 0xFF;
        }
        if (sum == (long) ' ' * CHECKSUM_LENGTH && block[CHECKSUM] == 0) {
            return null;
        }
        var head = new TarHead(block.clone());
        if (head.number(CHECKSUM, CHECKSUM_LENGTH) != sum) {
            throw new TarException("damaged tar archive: an entry's checksum is wrong");
        }
        return head;
    }

    String name() {
        String name = text(0, 100);
        String prefix = isUstar() ? text(345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    int mode() throws TarException {
        return (int) number(100, 8) & 07777;
    }

    long uid() throws TarException {
        return number(108, 8);
    }

    long gid() throws TarException {
        return number(116, 8);
    }

    long size() throws TarException {
        return number(124, 12);
    }

    long modified() throws TarException {
        return number(136, 12);
    }

    char type() {
        return (char) (block[156] & 0xFF);
    }

    String linkTarget() {
        return text(157, 100);
    }

    int major() throws TarException {
        return (int) number(329, 8);
    }

    int minor() throws TarException {
        return (int) number(337, 8);
    }

    /** Of a GNU sparse entry: the file's length. */
    long realSize() throws TarException {
        return number(483, 12);
    }

    /** Of a GNU sparse entry: whether a block with more of the map follows. */
    boolean mapGoesOn() {
        return block[482] != 0;
    }

    /** The number in a field: octal digits, or binary with the top bit set (GNU's base-256). */
    long number(int at, int length) throws TarException {
        return number(block, at, length);
    }

    static long number(byte[] block, int at, int length) throws TarException {
        if ((block[at] & 0x80) != 0) {
            return binary(block, at, length);
        }
        long value = 0;
        boolean begun = false;
        for (int i = at; i < at + length; i++) {
            int c = block[i];
            if (c >= '0' && c <= '7') {
                value = value << 3 | c - '0';
                begun = true;
            } else if (c == 0 || (c == ' ' && begun)) {
                break;
            } else if (c != ' ') {
                throw new TarException("damaged tar archive: a number in an entry's head is none");
            }
        }
        return value;
    }

    private static long binary(byte[] block, int at, int length) throws TarException {
        boolean negative = (block[at] & 0x40) != 0;
        long value = negative ? -1 : 0;
        for (int i = at; i < at + length; i++) {
            int octet = i == at ? (block[i] & 0x3F) | (negative ? 0xC0 : 0) : block[i] & 0xFF;
            long high = value >> 55;
            if (high != 0 && high != -1) {
                throw new TarException("damaged tar archive: a number in an entry's head is too large");
            }
            value = value << 8 | octet;
        }
        return value;
    }

    private boolean isUstar() {
        // GNU's magic is "ustar  " and has other fields where POSIX has the prefix.
        return text(MAGIC, 6).equals("ustar") && block[MAGIC + 5] == 0;
    }

    private String text(int at, int length) {
        int end = at;
        while (end < at + length && block[end] != 0) {
            end++;
        }
        return Names.of(block, at, end - at);
    }
}
