package dev.gantry.container;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The processes of running containers, found by their cgroup (Docker's operation ContainerTop). */
@ApplicationScoped
public class Processes {

    private static final Path PROC = Path.of("/proc");
    private static final long TICKS_A_SECOND = 100;
    /** Positions of fields behind the name, counted from 0: the name may hold spaces and brackets itself. */
    private static final int PARENT = 1;
    private static final int TERMINAL = 4;
    private static final int USER_TICKS = 11;
    private static final int KERNEL_TICKS = 12;
    private static final int START_TICKS = 19;

    private final ContainerIndex index;
    private final ContainerRecords records;
    private final Kernel kernel;

    Processes(ContainerIndex index, ContainerRecords records, Kernel kernel) {
        this.index = index;
        this.records = records;
        this.kernel = kernel;
    }

    /** The processes by pid; Conflict where the container does not run. One that ends meanwhile is left out. */
    public List<ContainerProcess> of(String ref) {
        Instant boot = boot();
        return pids(ref).stream().flatMap(pid -> read(pid, boot).stream()).toList();
    }

    /** The host's pids of the processes, ascending, and the event of somebody having looked; Conflict where the container does not run. */
    public List<Integer> pids(String ref) {
        Container container = index.get(ref);
        container.running();
        ContainerView view = container.view();
        records.event(view, "top", Map.of());
        return kernel.cgroupsOf(view).processes(view.id().hex()).stream().sorted().toList();
    }

    private static Optional<ContainerProcess> read(int pid, Instant boot) {
        Path directory = PROC.resolve(Integer.toString(pid));
        try {
            String stat = Files.readString(directory.resolve("stat"), StandardCharsets.ISO_8859_1);
            int nameEnd = stat.lastIndexOf(')');
            String[] fields = stat.substring(nameEnd + 2).split(" ");
            String arguments = Files.readString(directory.resolve("cmdline"), StandardCharsets.ISO_8859_1).replace('\0', ' ').strip();
            String command = arguments.isEmpty() ? "[" + stat.substring(stat.indexOf('(') + 1, nameEnd) + "]" : arguments;
            int uid = (Integer) Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            return Optional.of(new ContainerProcess(uid, pid, Integer.parseInt(fields[PARENT]), boot.plusMillis(Long.parseLong(fields[START_TICKS]) * 1000 / TICKS_A_SECOND),
                    Integer.parseInt(fields[TERMINAL]), Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[KERNEL_TICKS]), command));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    private static Instant boot() {
        try {
            return Files.readAllLines(PROC.resolve("stat")).stream()
                    .filter(line -> line.startsWith("btime "))
                    .map(line -> Instant.ofEpochSecond(Long.parseLong(line.substring("btime ".length()).strip())))
                    .findFirst()
                    .orElse(Instant.EPOCH);
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }
}
