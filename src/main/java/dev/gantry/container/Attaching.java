package dev.gantry.container;

import dev.gantry.linux.runner.Monitor;
import dev.gantry.log.LogQuery;
import dev.gantry.log.LogQuery.Follow;
import dev.gantry.log.LogQuery.From;
import dev.gantry.log.LogStore;
import dev.gantry.log.LogStream;
import dev.gantry.model.Conflict;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;

/** Connects clients to a container: output from the log, at one position between what was and what comes, and input to the monitor. */
@ApplicationScoped
class Attaching {

    private final LogStore logs;
    private final ContainerRecords records;

    Attaching(LogStore logs, ContainerRecords records) {
        this.logs = logs;
        this.records = records;
    }

    Attachment attach(Container container, AttachRequest request) {
        var view = container.view();
        if (Pausing.isPaused(container)) {
            throw new Conflict("container " + view.id() + " is paused, unpause the container before attach");
        }
        var stdio = view.config().stdio();
        var streams = EnumSet.noneOf(LogStream.class);
        if (request.stdout()) {
            streams.add(LogStream.STDOUT);
        }
        if (request.stderr()) {
            streams.add(LogStream.STDERR);
        }
        var input = request.stdin() && request.stream() && stdio.openStdin() ? container.monitorToCome().thenApply(Monitor::openInput) : null;
        records.event(view, "attach", Map.of());
        if (view.config().log().type().equals("none")) {
            return new DirectAttachment(stdio.tty(), streams, container.monitorToCome().thenApply(Monitor::attachOutput), input);
        }
        int run = container.attachedRun();
        var from = request.logs() ? new From.Start() : logs.end(view.id());
        var follow = request.stream() ? Follow.RUN : Follow.NO;
        return new LogAttachment(stdio.tty(), logs.read(view.id(), new LogQuery(from, Optional.empty(), streams, follow), run), input);
    }
}
