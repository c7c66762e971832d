package dev.gantry.console.page;

import dev.gantry.container.ContainerView;
import dev.gantry.container.config.ContainerConfig;
import dev.gantry.container.config.NamespaceConfig;
import dev.gantry.container.config.ResourceConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A container's page. */
public record ContainerDetails(String id, String name, StateWord state, boolean running, List<Fact> facts, List<Fact> environment) {

    private static final double NANOS = 1e9;

    static ContainerDetails of(ContainerView view) {
        return new ContainerDetails(view.id().hex(), view.name(), StateWord.of(view.state()), view.state().running(), facts(view), environment(view.config()));
    }

    /** One that is gone, of which the log is left. */
    static ContainerDetails removed(String id) {
        return new ContainerDetails(id, id.substring(0, 12), StateWord.REMOVED, false, List.of(), List.of());
    }

    /** Whether it still exists. */
    public boolean isThere() {
        return !state.equals(StateWord.REMOVED);
    }

    private static List<Fact> facts(ContainerView view) {
        ContainerConfig config = view.config();
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.copied("Id", view.id().hex()));
        facts.add(Fact.mono("Image", config.image()));
        facts.add(Fact.copied("Image id", view.image().toString()));
        facts.add(Fact.mono("Command", ContainerRow.command(view)));
        facts.add(Fact.time("Created", view.created()));
        view.state().startedAt().ifPresent(time -> facts.add(Fact.time("Started", time)));
        if (!view.state().running()) {
            view.state().finishedAt().ifPresent(time -> facts.add(Fact.time("Ended", time)));
        }
        if (view.state().pid() > 0) {
            facts.add(Fact.mono("Process", Integer.toString(view.state().pid())));
        }
        if (!view.state().error().isEmpty()) {
            facts.add(Fact.mono("Error", view.state().error()));
        }
        facts.add(Fact.plain("Limits", limits(config.resources())));
        facts.add(Fact.plain("Network", network(config.namespaces())));
        facts.add(Fact.mono("Host name", config.hostname().isEmpty() ? view.id().shortHex() : config.hostname()));
        facts.add(Fact.plain("Terminal", config.stdio().tty() ? "yes" : "no"));
        facts.add(Fact.plain("Restarts", view.restartCount() + ", policy " + config.restart().mode().word()));
        view.mounts().forEach(mount -> facts.add(Fact.mono("Mount", mount.destination() + " ← " + (mount.source().isEmpty() ? mount.type() : mount.source()))));
        config.labels().entrySet().stream().sorted(java.util.Map.Entry.comparingByKey())
                .forEach(label -> facts.add(Fact.mono("Label", label.getKey() + "=" + label.getValue())));
        return facts;
    }

    private static List<Fact> environment(ContainerConfig config) {
        return config.process().env().stream().map(variable -> {
            int equals = variable.indexOf('=');
            return equals < 0 ? Fact.mono(variable, "") : Fact.mono(variable.substring(0, equals), variable.substring(equals + 1));
        }).toList();
    }

    private static String limits(ResourceConfig resources) {
        List<String> limits = new ArrayList<>();
        resources.memoryLimit().ifPresent(bytes -> limits.add("memory " + binary(bytes)));
        if (resources.nanoCpus() > 0) {
            limits.add(String.format(Locale.ROOT, "%.2f CPUs", resources.nanoCpus() / NANOS));
        }
        resources.pidsLimit().ifPresent(pids -> {
            if (pids > 0) {
                limits.add(pids == 1 ? "1 process" : pids + " processes");
            }
        });
        return limits.isEmpty() ? "none" : String.join(", ", limits);
    }

    private static String binary(long bytes) {
        long mebibytes = bytes >> 20;
        return mebibytes > 0 && bytes == mebibytes << 20 ? mebibytes + " MiB" : Shown.bytes(bytes);
    }

    private static String network(NamespaceConfig namespaces) {
        return switch (namespaces.network()) {
            case "", "default", "bridge" -> "its own, with loopback only";
            case "none" -> "none";
            case "host" -> "the host's";
            default -> namespaces.network();
        };
    }
}
