package dev.gantry.console.socket;

import dev.gantry.access.Access;
import dev.gantry.access.Permission;
import dev.gantry.access.Principal;
import dev.gantry.console.page.ContainerFilter;
import dev.gantry.console.page.ImageRows;
import dev.gantry.container.Containers;
import dev.gantry.event.Events;
import dev.gantry.log.LogStore;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.NotFound;
import dev.gantry.model.ObjectId;
import dev.gantry.task.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Makes the feed that a subscription asks for, if its principal may have it. */
@ApplicationScoped
class Feeds {

    @Inject
    Access access;

    @Inject
    Containers containers;

    @Inject
    LogStore logs;

    @Inject
    ImageRows images;

    @Inject
    Tasks tasks;

    @Inject
    Events events;

    /** Forbidden, NotFound or InvalidRequest where there is none to give. */
    Feed make(Ask ask, Principal principal, Outbox outbox) {
        access.require(principal, needed(ask.kind()));
        return switch (ask.kind()) {
            case "log" -> new LogFeed(ask, target(ask), logs, outbox);
            case "containers" -> new ContainersFeed(ask, new ContainerFilter(ask.filter().get("q"), ask.filter().get("state")), containers, events, outbox);
            case "container" -> new ContainerFeed(ask, target(ask), containers, events, outbox);
            case "images" -> new ImagesFeed(ask, images, events, outbox);
            case "tasks" -> new TasksFeed(ask, tasks, outbox);
            case "task" -> new TaskFeed(ask, tasks.get(target(ask)).orElseThrow(() -> new NotFound("No such task: " + target(ask).shortHex())), outbox);
            default -> throw unknown(ask.kind());
        };
    }

    private static Permission needed(String kind) {
        return switch (kind == null ? "" : kind) {
            case "log" -> Permission.CONTAINERS_LOGS;
            case "containers" -> Permission.CONTAINERS_LIST;
            case "container" -> Permission.CONTAINERS_READ;
            case "images" -> Permission.IMAGES_LIST;
            case "tasks", "task" -> Permission.TASKS_READ;
            default -> throw unknown(kind);
        };
    }

    private static ObjectId target(Ask ask) {
        if (ask.targets().size() != 1) {
            throw new InvalidRequest("a subscription to a " + ask.kind() + " names one target");
        }
        return new ObjectId(ask.targets().getFirst());
    }

    private static InvalidRequest unknown(String kind) {
        return new InvalidRequest("there is nothing of the kind \"" + kind + "\" to subscribe to");
    }
}
