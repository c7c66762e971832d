package dev.gantry.console.socket;

import dev.gantry.console.page.Fragments;
import dev.gantry.console.page.ImageRows;
import dev.gantry.event.Event;
import dev.gantry.event.Events;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The list of images, drawn again as a whole when an image, or a container of one, comes or goes. */
final class ImagesFeed implements Feed {

    private static final Set<String> OF_CONTAINERS = Set.of("create", "destroy");

    private final Ask ask;
    private final ImageRows images;
    private final Events events;
    private final Outbox outbox;

    ImagesFeed(Ask ask, ImageRows images, Events events, Outbox outbox) {
        this.ask = ask;
        this.images = images;
        this.events = events;
        this.outbox = outbox;
    }

    @Override
    public void run() throws InterruptedException {
        EventBatch.each(events, ask, ImagesFeed::concerns, changes -> {
            List<List<String>> rows = images.all().stream().map(row -> List.of(row.id(), Fragments.imageRow(row))).toList();
            outbox.send(Map.of("type", "rows", "id", ask.id(), "sequence", changes.sequence(), "all", true, "rows", rows));
        });
    }

    private static boolean concerns(Event event) {
        return event.type().equals(Event.IMAGE) || event.type().equals(Event.CONTAINER) && OF_CONTAINERS.contains(event.action());
    }
}
