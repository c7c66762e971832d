package dev.gantry.cli.command.create;

import dev.gantry.cli.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files of {@code KEY=value} lines, with comments behind {@code #} at a line's beginning. */
final class KeyValueFile {

    private static final int REFUSED = 125;

    private KeyValueFile() {}

    static List<String> read(List<String> files) {
        List<String> lines = new ArrayList<>();
        for (String file : files) {
            try {
                Files.readAllLines(Path.of(file)).stream().map(String::stripLeading).filter(line -> !line.isEmpty() && !line.startsWith("#")).forEach(lines::add);
            } catch (NoSuchFileException e) {
                throw new Failure(REFUSED, "gantry: open " + file + ": no such file or directory");
            } catch (IOException e) {
                throw new Failure(REFUSED, "gantry: read " + file + ": " + e.getMessage());
            }
        }
        return lines;
    }
}
