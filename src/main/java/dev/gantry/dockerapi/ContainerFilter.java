package dev.gantry.dockerapi;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.gantry.container.ContainerState.Status;
import dev.gantry.container.ContainerView;
import dev.gantry.container.Containers;
import dev.gantry.image.Images;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.NotFound;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which containers a list shows (operation ContainerList). */
final class ContainerFilter {

    private final Filters filters;
    private final boolean all;
    private final int limit;
    private final Containers containers;
    private final Images images;

    ContainerFilter(Filters filters, boolean all, int limit, Containers containers, Images images) {
        this.filters = filters.only("ancestor", "before", "expose", "exited", "health", "id", "isolation", "is-task", "label", "name", "network",
                "publish", "since", "status", "volume");
        this.all = all;
        this.limit = limit;
        this.containers = containers;
        this.images = images;
        checkValues();
    }

    List<ContainerView> select() {
        Optional<Instant> before = created("before");
        Optional<Instant> since = created("since");
        List<String> ancestors = filters.get("ancestor").stream().flatMap(name -> images.find(name).stream()).map(image -> image.id().toString()).toList();
        Stream<ContainerView> chosen = containers.list().stream()
                .filter(this::shown)
                .filter(view -> before.isEmpty() || view.created().isBefore(before.get()))
                .filter(view -> since.isEmpty() || view.created().isAfter(since.get()))
                .filter(view -> !filters.has("ancestor") || ancestors.contains(view.image().toString()))
                .filter(this::matches);
        return (limit > 0 ? chosen.limit(limit) : chosen).toList();
    }

    private boolean shown(ContainerView view) {
        // Docker shows stopped ones too as soon as something asks for them.
        return all || limit > 0 || filters.has("status") || filters.has("exited") || filters.has("before") || filters.has("since")
                || view.state().running();
    }

    private boolean matches(ContainerView view) {
        var state = view.state();
        return filters.any("id", id -> view.id().hex().startsWith(id.toLowerCase(Locale.ROOT)))
                && filters.any("name", name -> matches(name, view))
                && filters.labels(view.config().labels())
                && filters.any("status", status -> status.equals(state.status().word()))
                && filters.any("exited", code -> state.status() == Status.EXITED && Integer.parseInt(code) == state.exitCode())
                && filters.any("network", network -> network.equals(networkName(view)))
                && filters.any("volume", path -> view.mounts().stream().anyMatch(m -> m.destination().equals(path) || m.source().equals(path)))
                && filters.any("expose", port -> view.config().exposedPorts().contains(port.contains("/") ? port : port + "/tcp"))
                && filters.any("health", health -> health.equals("none"))
                && !filters.has("publish")
                && !filters.flag("is-task", false);
    }

    /** RE2, as Docker's own: an expression of a stranger takes time in proportion to the name. */
    private static boolean matches(String pattern, ContainerView view) {
        try {
            Pattern regex = Pattern.compile(pattern);
            return regex.matcher(view.name()).find() || regex.matcher(view.slashName()).find();
        } catch (PatternSyntaxException e) {
            return view.name().contains(pattern);
        }
    }

    private static String networkName(ContainerView view) {
        String mode = view.config().namespaces().network();
        return mode.equals("default") ? "bridge" : mode;
    }

    private Optional<Instant> created(String filter) {
        return filters.get(filter).stream().findFirst().map(name -> {
            try {
                return containers.get(name).created();
            } catch (NotFound e) {
                throw new InvalidRequest("no such container " + name, e);
            }
        });
    }

    private void checkValues() {
        List<String> words = Arrays.stream(Status.values()).map(Status::word).toList();
        filters.get("status").stream().filter(status -> !words.contains(status)).findFirst().ifPresent(status -> {
            throw new InvalidRequest("invalid filter 'status=" + status + "'");
        });
        filters.get("exited").stream().filter(code -> !code.matches("-?\\d{1,9}")).findFirst().ifPresent(code -> {
            throw new InvalidRequest("invalid filter 'exited=" + code + "': an exit code is expected");
        });
        filters.get("health").stream().filter(health -> !List.of("starting", "healthy", "unhealthy", "none").contains(health)).findFirst().ifPresent(health -> {
            throw new InvalidRequest("unrecognized filter value for health: " + health);
        });
    }
}
