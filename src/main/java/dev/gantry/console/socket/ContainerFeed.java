package dev.gantry.console.socket;

import dev.gantry.console.page.Fragments;
import dev.gantry.container.ContainerView;
import dev.gantry.container.Containers;
import dev.gantry.event.Event;
import dev.gantry.event.Events;
import dev.gantry.model.NotFound;
import dev.gantry.model.ObjectId;
import java.util.List;
import java.util.Map;

/** The parts of one container's page, drawn again when it changes. */
final class ContainerFeed implements Feed {

    private final Ask ask;
    private final ObjectId id;
    private final Containers containers;
    private final Events events;
    private final Outbox outbox;

    ContainerFeed(Ask ask, ObjectId id, Containers containers, Events events, Outbox outbox) {
        this.ask = ask;
        this.id = id;
        this.containers = containers;
        this.events = events;
        this.outbox = outbox;
    }

    @Override
    public void run() throws InterruptedException {
        EventBatch.each(events, ask, event -> event.type().equals(Event.CONTAINER) && event.actor().equals(id.hex()),
                changes -> outbox.send(Map.of("type", "rows", "id", ask.id(), "sequence", changes.sequence(), "rows", parts())));
    }

    private List<List<String>> parts() {
        try {
            ContainerView view = containers.get(id.hex());
            return List.of(List.of("status", Fragments.containerStatus(view)), List.of("facts", Fragments.containerFacts(view)));
        } catch (NotFound e) {
            return List.of(List.of("status", Fragments.removedStatus(id.hex())));
        }
    }
}
