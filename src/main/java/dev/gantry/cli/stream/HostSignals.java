package dev.gantry.cli.stream;

import java.util.List;
import java.util.function.Consumer;
import sun.misc.Signal;

/** Signals that the process gets. The JDK's own signal class is used, since the platform has no other way. */
public final class HostSignals {

    /** Those that a JVM leaves to its program; SIGQUIT and SIGUSR2 it keeps for itself. */
    private static final List<String> PROXIED = List.of("HUP", "INT", "TERM", "USR1", "CONT", "ALRM", "IO", "TSTP", "TTIN", "TTOU", "VTALRM");

    private HostSignals() {}

    /** Calls back with the signal's name, such as {@code TERM}, for each that a container may be meant by. */
    public static void forward(Consumer<String> target) {
        PROXIED.forEach(name -> on(name, () -> target.accept(name)));
    }

    /** Calls back each time the terminal's window has another size. */
    public static void onResize(Runnable target) {
        on("WINCH", target);
    }

    private static void on(String name, Runnable target) {
        try {
            Signal.handle(new Signal(name), signal -> target.run());
        } catch (IllegalArgumentException e) {
            // This JVM keeps the signal for itself; the program lives without it.
        }
    }
}
