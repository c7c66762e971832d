package dev.gantry.cli.stream;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The terminal that the process was started on, by libc's calls.
 *
 * <p>The foreign function API is used here, not JNA as in the engine: it unpacks no library to the disk, and a command is a new process each time.
 */
public final class Terminal {

    private static final int STDIN = 0;
    private static final int STDOUT = 1;
    private static final int NOW = 0;
    /** More than {@code struct termios} takes with any libc. */
    private static final long TERMIOS = 128;
    private static final long WINSIZE = 8;
    private static final long TIOCGWINSZ = 0x5413;
    /** Where {@code struct termios} has its local modes, and the one that shows what is typed (termios(3)). */
    private static final long LOCAL_MODES = 12;
    private static final int ECHO = 8;

    private Terminal() {}

    /** A terminal's size in characters. */
    public record Size(int rows, int columns) {}

    /** Whether standard input is a terminal. */
    public static boolean isInput() {
        return isTerminal(STDIN);
    }

    /** Whether standard output is a terminal. */
    public static boolean isOutput() {
        return isTerminal(STDOUT);
    }

    /** The terminal's size, empty where neither output nor input is one. */
    public static Optional<Size> size() {
        if (!isOutput() && !isInput()) {
            return Optional.empty();
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(WINSIZE);
            if ((int) Calls.IOCTL.invokeExact(isOutput() ? STDOUT : STDIN, TIOCGWINSZ, size) != 0) {
                return Optional.empty();
            }
            return Optional.of(new Size(size.get(ValueLayout.JAVA_SHORT, 0) & 0xffff, size.get(ValueLayout.JAVA_SHORT, 2) & 0xffff));
        } catch (Throwable e) {
            throw new IllegalStateException("ask for the terminal's size", e);
        }
    }

    /**
     * Gives every key to the program as it is typed, without echo, until the result is closed or the process ends, by whatever signal it can hear.
     *
     * @throws IOException if the terminal can't be set
     */
    public static Setting raw() throws IOException {
        return changed(attributes -> {
            try {
                Calls.CFMAKERAW.invokeExact(attributes);
            } catch (Throwable e) {
                throw new IllegalStateException("cfmakeraw", e);
            }
        });
    }

    /**
     * Doesn't show what is typed, for a password, until the result is closed or the process ends.
     *
     * @throws IOException if the terminal can't be set
     */
    public static Setting withoutEcho() throws IOException {
        return changed(attributes -> attributes.set(ValueLayout.JAVA_INT, LOCAL_MODES, attributes.get(ValueLayout.JAVA_INT, LOCAL_MODES) & ~ECHO));
    }

    private static Setting changed(Consumer<MemorySegment> change) throws IOException {
        MemorySegment before = Arena.global().allocate(TERMIOS, Integer.BYTES);
        MemorySegment wanted = Arena.global().allocate(TERMIOS, Integer.BYTES);
        call("tcgetattr", Calls.TCGETATTR, STDIN, before);
        wanted.copyFrom(before);
        change.accept(wanted);
        Thread restore = new Thread(() -> set(before));
        Runtime.getRuntime().addShutdownHook(restore);
        set(wanted);
        return new Setting(before, restore);
    }

    /** A setting of the terminal that ends when it is closed. */
    public record Setting(MemorySegment before, Thread hook) implements AutoCloseable {
        @Override
        public void close() {
            set(before);
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process is ending already, and the hook does the same.
            }
        }
    }

    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    private static void set(MemorySegment attributes) {
        try {
            int ignored = (int) Calls.TCSETATTR.invokeExact(STDIN, NOW, attributes);
        } catch (Throwable e) {
            throw new IllegalStateException("tcsetattr", e);
        }
    }

    private static void call(String name, MethodHandle function, int descriptor, MemorySegment attributes) throws IOException {
        int result;
        try {
            result = (int) function.invokeExact(descriptor, attributes);
        } catch (Throwable e) {
            throw new IllegalStateException(name, e);
        }
        if (result != 0) {
            throw new IOException(name + " on standard input failed: it is no terminal");
        }
    }

    /** Loaded with the first call, since most commands make none. */
    private static final class Calls {

        private static final Linker LINKER = Linker.nativeLinker();
        static final MethodHandle TCGETATTR = function("tcgetattr", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        static final MethodHandle TCSETATTR = function("tcsetattr", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        static final MethodHandle CFMAKERAW = function("cfmakeraw", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
        static final MethodHandle IOCTL = function("ioctl", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
                Linker.Option.firstVariadicArg(2));

        private static MethodHandle function(String name, FunctionDescriptor descriptor, Linker.Option... options) {
            return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, options);
        }
    }
}
