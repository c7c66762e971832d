package dev.gantry.console.socket;

import dev.gantry.console.page.ContainerFilter;
import dev.gantry.console.page.Fragments;
import dev.gantry.container.Containers;
import dev.gantry.event.Event;
import dev.gantry.event.Events;
import dev.gantry.model.NotFound;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The rows of a list of containers, each drawn again when its container changes; none for one that is gone or that the list's filter leaves out. */
final class ContainersFeed implements Feed {

    private final Ask ask;
    private final ContainerFilter filter;
    private final Containers containers;
    private final Events events;
    private final Outbox outbox;

    ContainersFeed(Ask ask, ContainerFilter filter, Containers containers, Events events, Outbox outbox) {
        this.ask = ask;
        this.filter = filter;
        this.containers = containers;
        this.events = events;
        this.outbox = outbox;
    }

    @Override
    public void run() throws InterruptedException {
        EventBatch.each(events, ask, event -> event.type().equals(Event.CONTAINER), changes -> {
            List<List<String>> rows = new ArrayList<>();
            for (String id : changes.actors()) {
                rows.add(Arrays.asList(id, row(id)));
            }
            outbox.send(Map.of("type", "rows", "id", ask.id(), "sequence", changes.sequence(), "rows", rows));
        });
    }

    private String row(String id) {
        try {
            return Fragments.containerRow(containers.get(id), filter);
        } catch (NotFound e) {
            return null;
        }
    }
}
