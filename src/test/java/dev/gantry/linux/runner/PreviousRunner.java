package dev.gantry.linux.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The runner of the commit before the last change of its sources, built anew from the repository's history. */
final class PreviousRunner {
    private static final List<String> SOURCES = List.of("--", "src/main/native", ":!src/main/native/test");

    private PreviousRunner() {
    }

    /** Builds it below the folder; empty where there is no history, as in a tree without its repository. */
    static Optional<byte[]> build(Path folder) throws IOException, InterruptedException {
        boolean changed = run(folder, "git", "diff", "--quiet", "HEAD", "--", "src/main/native").isEmpty();
        List<String> commits = run(folder, "git", "log", "--format=%H", "-n", "2", SOURCES.get(0), SOURCES.get(1), SOURCES.get(2))
                .map(text -> text.lines().toList()).orElse(List.of());
        int which = changed ? 0 : 1;
        if (commits.size() <= which) {
            return Optional.empty();
        }
        Path archive = folder.resolve("native.tar");
        Path binaries = folder.resolve("previous");
        boolean built = run(folder, "git", "archive", "-o", archive.toString(), commits.get(which), "src/main/native").isPresent()
                && run(folder, "tar", "-xf", archive.toString(), "-C", folder.toString()).isPresent()
                && run(folder, "make", "-s", "-C", folder.resolve("src/main/native").toString(), "OUT=" + binaries, "OBJ=" + folder.resolve("objects")).isPresent();
        return built ? Optional.of(Files.readAllBytes(binaries.resolve("gantry-runner"))) : Optional.empty();
    }

    /** What the command printed; empty where it failed. */
    private static Optional<String> run(Path folder, String... command) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        if (!process.waitFor(50, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return Optional.empty();
        }
        return process.exitValue() == 0 ? Optional.of(Files.readString(output)) : Optional.empty();
    }
}
