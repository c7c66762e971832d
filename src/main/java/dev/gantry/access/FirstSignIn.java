package dev.gantry.access;

import dev.gantry.config.Paths;
import dev.gantry.model.EngineFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The file with the first account and its made-up password, one line {@code admin <password>}, readable by root only. It stays until that password has been
 * changed, so that nobody is locked out who has not noted it down.
 */
@ApplicationScoped
class FirstSignIn {

    private final Path file;

    @Inject
    FirstSignIn(Paths paths) {
        file = paths.firstSignIn();
    }

    void write(String account, String password) {
        byte[] line = (account + " " + password + "\n").getBytes(StandardCharsets.US_ASCII);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try {
            Files.deleteIfExists(file);
            try (SeekableByteChannel channel = Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
                channel.write(ByteBuffer.wrap(line));
            }
        } catch (IOException e) {
            throw new EngineFailure("write the first sign-in to " + file + ": " + e.getMessage(), e);
        }
    }

    boolean isThere() {
        return Files.exists(file);
    }

    boolean isOf(String account) {
        try {
            return Files.readString(file).startsWith(account + " ");
        } catch (IOException e) {
            return false;
        }
    }

    void forget(String account) {
        if (isOf(account)) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new EngineFailure("remove " + file + ", whose password is no longer valid: " + e.getMessage(), e);
            }
        }
    }
}
