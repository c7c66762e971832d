package dev.gantry.task;

import dev.gantry.model.EngineFailure;
import dev.gantry.model.GantryException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Parts of one piece of work on threads of their own. The first failure, and closing, interrupt the parts that still run; closing waits for them. */
public final class Parallel implements AutoCloseable {

    private final ExecutorService threads;
    private final ExecutorCompletionService<Void> completed;
    private final List<Future<Void>> parts = new ArrayList<>();

    /** Parts that mostly wait, on virtual threads. */
    public Parallel() {
        this(Executors.newVirtualThreadPerTaskExecutor());
    }

    private Parallel(ExecutorService threads) {
        this.threads = threads;
        this.completed = new ExecutorCompletionService<>(threads);
    }

    /** Parts that mostly compute: on platform threads, one a processor, so that virtual threads keep their carriers. */
    public static Parallel computing(String name) {
        return new Parallel(Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), Thread.ofPlatform().daemon().name(name + "-", 0).factory()));
    }

    /** One part. */
    public interface Part {
        void run() throws IOException, InterruptedException;
    }

    /** Starts a part. */
    public void start(Part part) {
        Callable<Void> call = () -> {
            part.run();
            return null;
        };
        parts.add(completed.submit(call));
    }

    /** Waits until all are done; throws the failure of the first that fails, as soon as it does. */
    public void await() throws IOException, InterruptedException {
        for (int i = 0; i < parts.size(); i++) {
            try {
                completed.take().get();
            } catch (ExecutionException e) {
                throw rethrow(e.getCause());
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }

    private static IOException rethrow(Throwable cause) throws InterruptedException {
        return switch (cause) {
            case IOException e -> e;
            case GantryException e -> throw e;
            case InterruptedException e -> throw e;
            default -> throw new EngineFailure(String.valueOf(cause), cause);
        };
    }
}
