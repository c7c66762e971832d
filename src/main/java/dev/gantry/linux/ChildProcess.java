package dev.gantry.linux;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A program that runs from a descriptor with one socket and nothing else of the engine's, posix_spawn(3): the JVM itself is never forked.
 */
public final class ChildProcess {
    /** The descriptor that the program finds its socket at. */
    public static final int SOCKET = 3;
    private static final int PROGRAM = 4;
    private static final int FIRST_FREE = 10;
    private static final int OPAQUE = 512;
    private static final short POSIX_SPAWN_SETSIGDEF = 0x04;
    private static final short POSIX_SPAWN_SETSIGMASK = 0x08;
    private static final short POSIX_SPAWN_SETSID = 0x80;
    private static final int SIGKILL = 9;

    private final int pid;
    private boolean reaped;

    private ChildProcess(int pid) {
        this.pid = pid;
    }

    /**
     * Starts {@code program} with {@code socket} as descriptor 3, in a session of its own, with no signal blocked or ignored and an empty
     * environment. Takes about a millisecond in native code: to be called on a platform thread.
     */
    public static ChildProcess start(Fd program, Fd socket, List<String> arguments) {
        try (Fd highProgram = raise(program); Fd highSocket = raise(socket);
             Memory actions = cleared(); Memory attributes = cleared(); Memory argv = strings(arguments);
             Memory noSignals = cleared(); Memory allSignals = cleared(); Memory environment = strings(List.of())) {
            allSignals.setMemory(0, 128, (byte) 0xff);
            check("posix_spawn_file_actions_init", Libc.posix_spawn_file_actions_init(actions));
            check("posix_spawnattr_init", Libc.posix_spawnattr_init(attributes));
            try {
                check("adddup2", Libc.posix_spawn_file_actions_adddup2(actions, highSocket.number(), SOCKET));
                check("adddup2", Libc.posix_spawn_file_actions_adddup2(actions, highProgram.number(), PROGRAM));
                check("addclosefrom", Libc.posix_spawn_file_actions_addclosefrom_np(actions, PROGRAM + 1));
                check("setsigmask", Libc.posix_spawnattr_setsigmask(attributes, noSignals));
                check("setsigdefault", Libc.posix_spawnattr_setsigdefault(attributes, allSignals));
                check("setflags", Libc.posix_spawnattr_setflags(attributes,
                        (short) (POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID)));
                int[] pid = new int[1];
                check(arguments.getFirst(), Libc.posix_spawn(pid, "/proc/self/fd/" + PROGRAM, actions, attributes, argv, environment));
                return new ChildProcess(pid[0]);
            } finally {
                Libc.posix_spawn_file_actions_destroy(actions);
                Libc.posix_spawnattr_destroy(attributes);
            }
        }
    }

    /** Its process id. */
    public int pid() {
        return pid;
    }

    /** Kills it and reaps it, once; at most a short wait, for a platform thread. */
    public synchronized void end() {
        if (!reaped) {
            Libc.kill(pid, SIGKILL);
            Libc.waitpid(pid, new int[1], 0);
            reaped = true;
        }
    }

    /** Descriptors 3 and 4 may be taken by the very ones that are moved there. */
    private static Fd raise(Fd fd) {
        int number = Libc.fcntl(fd.number(), Libc.F_DUPFD_CLOEXEC, FIRST_FREE);
        if (number < 0) {
            throw new KernelException("fcntl", "F_DUPFD_CLOEXEC of " + fd, Errno.last());
        }
        return Fd.of(number);
    }

    private static Memory cleared() {
        Memory memory = new Memory(OPAQUE);
        memory.clear();
        return memory;
    }

    private static Memory strings(List<String> values) {
        int size = values.stream().mapToInt(value -> value.getBytes(StandardCharsets.UTF_8).length + 1).sum();
        long offset = 8L * (values.size() + 1);
        Memory memory = new Memory(offset + size);
        memory.clear();
        for (int i = 0; i < values.size(); i++) {
            Pointer place = memory.share(offset);
            memory.setPointer(8L * i, place);
            place.setString(0, values.get(i), "UTF-8");
            offset += values.get(i).getBytes(StandardCharsets.UTF_8).length + 1;
        }
        return memory;
    }

    /** These functions return the error number itself. */
    private static void check(String what, int errno) {
        if (errno != 0) {
            throw new KernelException("posix_spawn", what, errno);
        }
    }
}
