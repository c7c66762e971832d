package dev.gantry.console.page;

import java.util.List;
import java.util.Set;

/**
 * Which containers a list shows; it lives in the page's address.
 *
 * @param text part of a name, image or command, or the beginning of an id; empty for all
 * @param state {@code all}, {@code running}, {@code stopped} or {@code failing}
 */
public record ContainerFilter(String text, String state) {

    private static final Set<String> STATES = Set.of("all", "running", "stopped", "failing");

    /** One of the states to choose from. */
    public record Choice(String label, String address, boolean chosen) {}

    public ContainerFilter {
        text = text == null ? "" : text.strip();
        state = state != null && STATES.contains(state) ? state : "all";
    }

    /** Whether it leaves anything out. */
    public boolean isNarrow() {
        return !text.isEmpty() || !state.equals("all");
    }

    /** Whether a container is shown. */
    public boolean shows(ContainerRow row) {
        return (state.equals("all") || row.state().is(state)) && (text.isEmpty() || row.mentions(text));
    }

    /** The states with the address of each one's list. */
    public List<Choice> choices() {
        return List.of(choice("All", "all"), choice("Running", "running"), choice("Stopped", "stopped"), choice("Failing", "failing"));
    }

    private Choice choice(String label, String word) {
        String query = (word.equals("all") ? "" : "&state=" + word) + (text.isEmpty() ? "" : "&q=" + Shown.encoded(text));
        return new Choice(label, "/containers" + (query.isEmpty() ? "" : "?" + query.substring(1)), word.equals(state));
    }
}
