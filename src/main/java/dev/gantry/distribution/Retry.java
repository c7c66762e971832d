package dev.gantry.distribution;

import dev.gantry.image.content.ContentMismatch;
import dev.gantry.task.TaskEvent;
import dev.gantry.task.TaskEvent.Status;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Tries a transfer again where its connection broke or the registry was overloaded, and not where trying again can't help. */
final class Retry {

    private static final int ATTEMPTS = 5;

    private Retry() {}

    /** One try. */
    interface Try {
        void run() throws IOException, InterruptedException;
    }

    /** Runs it until it succeeds, five times at most; those after which more was {@code done} than before don't count. */
    static void run(String shown, Consumer<TaskEvent> progress, LongSupplier done, Try work) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            long before = done.getAsLong();
            try {
                work.run();
                return;
            } catch (ContentMismatch | Unreachable | FileSystemException e) {
                throw e;
            } catch (IOException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (attempt == ATTEMPTS || isFinal(e) || isFullDisk(e)) {
                    throw e;
                }
                if (done.getAsLong() > before) {
                    attempt = 1;
                }
                for (int seconds = 1 << (attempt - 1); seconds > 0; seconds--) {
                    progress.accept(new Status(shown, "Retrying in " + seconds + " second" + (seconds == 1 ? "" : "s")));
                    Thread.sleep(1000);
                }
            }
        }
    }

    private static boolean isFinal(IOException e) {
        return e instanceof RegistryAnswer answer && answer.status() < 500 && answer.status() != 429;
    }

    private static boolean isFullDisk(IOException e) {
        return e.getMessage() != null && e.getMessage().contains("No space left on device");
    }
}
