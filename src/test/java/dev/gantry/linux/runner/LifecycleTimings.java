package dev.gantry.linux.runner;

import dev.gantry.linux.spec.ContainerSpec;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Where the time of a container's life goes, seen from Java: run it by name ({@code -Dtest=LifecycleTimings}) on a quiet machine.
 */
class LifecycleTimings {
    private static final int WARM_UP = 100;
    private static final int RUNS = 300;
    private static final String[] STEPS = {"spec", "forked", "ready", "started", "exit", "whole"};

    @Test
    void printTheStepsOfALife() throws Exception {
        try (RunnerFixture fixture = new RunnerFixture(); var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            long[][] times = new long[STEPS.length][RUNS];
            for (int i = -WARM_UP; i < RUNS; i++) {
                long[] marks = executor.submit(() -> live(fixture)).get(10, TimeUnit.SECONDS);
                for (int step = 0; step < STEPS.length && i >= 0; step++) {
                    times[step][i] = step == STEPS.length - 1 ? marks[step] - marks[0] : marks[step + 1] - marks[step];
                }
            }
            System.out.printf("%-10s %8s %8s %8s%n", "µs", "median", "p90", "p99");
            for (int step = 0; step < STEPS.length; step++) {
                Arrays.sort(times[step]);
                System.out.printf("%-10s %8d %8d %8d%n", STEPS[step], times[step][RUNS / 2] / 1000, times[step][RUNS * 9 / 10] / 1000,
                        times[step][RUNS * 99 / 100] / 1000);
            }
        }
    }

    private static long[] live(RunnerFixture fixture) throws Exception {
        String id = fixture.newId();
        long[] marks = new long[STEPS.length];
        ContainerSpec.Builder builder = fixture.container(id, fixture.process("true").build());
        marks[0] = System.nanoTime();
        ContainerSpec spec = builder.build();
        marks[1] = System.nanoTime();
        try (Monitor monitor = fixture.spawner.start(spec, MonitorEvents.NONE)) {
            marks[2] = System.nanoTime();
            monitor.awaitReady();
            marks[3] = System.nanoTime();
            monitor.go();
            monitor.awaitStarted();
            marks[4] = System.nanoTime();
            monitor.ended().get(10, TimeUnit.SECONDS);
            marks[5] = System.nanoTime();
        }
        return marks;
    }
}
