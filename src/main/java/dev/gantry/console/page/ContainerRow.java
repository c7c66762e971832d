package dev.gantry.console.page;

import dev.gantry.container.ContainerView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A container in a list. */
public record ContainerRow(String id, String name, String image, StateWord state, boolean running, String command, String ports, String created, String createdText) {

    static ContainerRow of(ContainerView view) {
        return new ContainerRow(view.id().hex(), view.name(), view.config().image(), StateWord.of(view.state()), view.state().running(), command(view),
                String.join(" ", view.config().exposedPorts()), view.created().toString(), Shown.ago(view.created()));
    }

    static String command(ContainerView view) {
        List<String> words = new ArrayList<>(List.of(view.path()));
        words.addAll(view.args());
        return Shown.command(words);
    }

    boolean mentions(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return name.toLowerCase(Locale.ROOT).contains(wanted) || image.toLowerCase(Locale.ROOT).contains(wanted) || id.startsWith(wanted)
                || command.toLowerCase(Locale.ROOT).contains(wanted);
    }
}
