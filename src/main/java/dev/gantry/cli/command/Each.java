package dev.gantry.cli.command;

import dev.gantry.cli.Session;
import dev.gantry.cli.http.EngineError;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same with several things at once, and tells of each in the order in which they were named. */
final class Each {

    private Each() {}

    /**
     * Prints what the action returns, or the engine's refusal.
     *
     * @return 0, or 1 if one was refused
     */
    static int of(List<String> names, Session session, Function<String, String> action) {
        if (names.size() == 1) {
            session.out().println(action.apply(names.getFirst()));
            return 0;
        }
        List<Future<String>> results = new ArrayList<>();
        int code = 0;
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            names.forEach(name -> results.add(executor.submit(() -> action.apply(name))));
            for (Future<String> result : results) {
                code |= tell(result, session);
            }
        }
        return code;
    }

    private static int tell(Future<String> result, Session session) {
        try {
            session.out().println(result.get());
            session.flush();
            return 0;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case EngineError refused -> session.err().println(refused.shown());
                case RuntimeException other -> throw other;
                default -> throw new IllegalStateException(e.getCause());
            }
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
