package dev.gantry.dockerapi;

import dev.gantry.access.Permission;
import dev.gantry.container.ContainerProcess;
import dev.gantry.container.Processes;
import dev.gantry.dockerapi.wire.TopReply;
import dev.gantry.entry.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The processes of a container (operation ContainerTop): in ps(1)'s full format by the engine itself, in any other by the host's ps. */
@Path("/docker")
@RunOnVirtualThread
public class TopResource {

    private static final List<String> TITLES = List.of("UID", "PID", "PPID", "C", "STIME", "TTY", "TIME", "CMD");
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.systemDefault());
    private static final DateTimeFormatter EARLIER = DateTimeFormatter.ofPattern("MMMdd").withZone(ZoneId.systemDefault());
    private static final int TICKS_A_SECOND = 100;

    @Inject
    Processes processes;

    @GET
    @Path("containers/{id}/top")
    @Requires(Permission.CONTAINERS_READ)
    public Response top(@PathParam("id") String id, @Context UriInfo uri) {
        String format = new Query(uri).text("ps_args").strip();
        boolean full = format.isEmpty() || format.equals("-ef");
        if (full) {
            return Reply.ok(new TopReply(TITLES, processes.of(id).stream().map(TopResource::row).toList()));
        }
        List<Integer> pids = processes.pids(id);
        return Reply.ok(HostPs.of(format).rows(pids));
    }

    private static List<String> row(ContainerProcess process) {
        Duration age = Duration.between(process.started(), Instant.now());
        long usedSeconds = process.cpuTicks() / TICKS_A_SECOND;
        long percent = usedSeconds * 100 / Math.max(1, age.toSeconds());
        Duration used = Duration.ofSeconds(usedSeconds);
        String time = String.format("%02d:%02d:%02d", used.toHours(), used.toMinutesPart(), used.toSecondsPart());
        return List.of(Host.userName(process.uid()), Integer.toString(process.pid()), Integer.toString(process.parent()), Long.toString(percent),
                (age.toDays() < 1 ? TODAY : EARLIER).format(process.started()), process.terminal() == 0 ? "?" : "pts/0", time, process.command());
    }
}
