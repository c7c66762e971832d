package dev.gantry.linux.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kernel's name of this boot. */
public final class BootId {
    private static final Path FILE = Path.of("/proc/sys/kernel/random/boot_id");

    private BootId() {
    }

    /** 36 characters, random(4). */
    public static String current() {
        try {
            return Files.readString(FILE).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException("Reading " + FILE, failure);
        }
    }
}
