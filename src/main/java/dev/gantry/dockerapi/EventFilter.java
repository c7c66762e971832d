package dev.gantry.dockerapi;

import dev.gantry.event.Event;

/** Which events a stream shows (operation SystemEvents). */
final class EventFilter {

    private final Filters filters;

    EventFilter(Filters filters) {
        this.filters = filters.only("config", "container", "daemon", "event", "image", "label", "network", "node", "plugin", "scope", "secret", "service",
                "type", "volume");
    }

    boolean accepts(Event event) {
        return filters.any("event", wanted -> isAction(wanted, event.action()))
                && filters.any("type", event.type()::equals)
                && filters.any("scope", "local"::equals)
                && filters.labels(event.attributes())
                && concerns(event, "container", Event.CONTAINER)
                && concerns(event, "network", "network")
                && concerns(event, "volume", "volume")
                && concerns(event, "daemon", "daemon")
                && concerns(event, "plugin", "plugin")
                && concernsImage(event);
    }

    /** The detail behind a colon ({@code exec_start: sh}) may be left out. */
    private static boolean isAction(String wanted, String action) {
        return action.equals(wanted) || action.startsWith(wanted + ":");
    }

    private boolean concerns(Event event, String filter, String type) {
        return !filters.has(filter) || event.type().equals(type) && filters.any(filter, wanted -> names(event, wanted));
    }

    private static boolean names(Event event, String wanted) {
        return event.actor().startsWith(wanted) || wanted.equals(event.attributes().get("name")) || wanted.equals("/" + event.attributes().get("name"));
    }

    /** The image itself, or a container made from it. */
    private boolean concernsImage(Event event) {
        return filters.any("image", wanted -> event.type().equals(Event.IMAGE) && (names(event, wanted) || isTagged(event.attributes().get("name"), wanted))
                || isTagged(event.attributes().get("image"), wanted));
    }

    private static boolean isTagged(String name, String wanted) {
        return name != null && (name.equals(wanted) || name.startsWith(wanted + ":") || name.startsWith(wanted + "@"));
    }
}
