package dev.gantry.dockerapi;

import dev.gantry.access.Permission;
import dev.gantry.container.ContainerState.Status;
import dev.gantry.container.ContainerView;
import dev.gantry.container.Containers;
import dev.gantry.dockerapi.wire.ImageDeleteItem;
import dev.gantry.dockerapi.wire.PruneReply;
import dev.gantry.entry.Requires;
import dev.gantry.event.Event;
import dev.gantry.event.Events;
import dev.gantry.image.Image;
import dev.gantry.image.Images;
import dev.gantry.image.Removal;
import dev.gantry.model.Conflict;
import dev.gantry.model.NotFound;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Removes what nobody uses. One that is taken into use meanwhile, or has gone already, is passed over. */
@Path("/docker")
@RunOnVirtualThread
public class PruneResource {

    @Inject
    Containers containers;

    @Inject
    Images images;

    @Inject
    Events events;

    /** Operation ContainerPrune. */
    @POST
    @Path("containers/prune")
    @Requires(Permission.CONTAINERS_DELETE)
    public Response containers(@Context UriInfo uri) {
        Filters filters = new Query(uri).filters().only("label", "label!", "until");
        Optional<Instant> until = until(filters);
        List<String> deleted = new ArrayList<>();
        for (ContainerView view : containers.list()) {
            boolean stopped = view.state().status() == Status.EXITED || view.state().status() == Status.CREATED || view.state().status() == Status.DEAD;
            if (stopped && wanted(filters, view.config().labels()) && (until.isEmpty() || view.created().isBefore(until.get()))) {
                try {
                    containers.remove(view.id().hex(), false, false);
                    deleted.add(view.id().hex());
                } catch (NotFound | Conflict e) {
                    continue;
                }
            }
        }
        events.record(Event.CONTAINER, "prune", "", Map.of("reclaimed", "0"));
        return Reply.ok(PruneReply.containers(deleted));
    }

    /** Operation ImagePrune: images without a name, and with {@code dangling=false} all that no container uses. */
    @POST
    @Path("images/prune")
    @Requires(Permission.IMAGES_DELETE)
    public Response images(@Context UriInfo uri) {
        Filters filters = new Query(uri).filters().only("dangling", "label", "label!", "until");
        boolean danglingOnly = filters.flag("dangling", true);
        Optional<Instant> until = until(filters);
        List<ImageDeleteItem> deleted = new ArrayList<>();
        long reclaimed = 0;
        for (Image image : images.list()) {
            boolean used = containers.list().stream().anyMatch(view -> view.image().equals(image.id()));
            boolean old = until.isEmpty() || image.created().orElse(Instant.EPOCH).isBefore(until.get());
            if (!used && old && (image.dangling() || !danglingOnly) && wanted(filters, image.config().labels())) {
                reclaimed += remove(image, deleted) ? image.size() : 0;
            }
        }
        events.record(Event.IMAGE, "prune", "", Map.of("reclaimed", Long.toString(reclaimed)));
        return Reply.ok(PruneReply.images(deleted, reclaimed));
    }

    private boolean remove(Image image, List<ImageDeleteItem> deleted) {
        List<String> names = image.tags().isEmpty() ? List.of(image.id().toString()) : image.tags().stream().map(tag -> tag.familiar()).toList();
        boolean gone = false;
        for (String name : names) {
            try {
                for (Removal removal : images.remove(name, false, false)) {
                    deleted.add(ImagesResource.encode(removal));
                    gone |= removal instanceof Removal.Deleted;
                }
            } catch (NotFound | Conflict e) {
                continue;
            }
        }
        return gone;
    }

    private static boolean wanted(Filters filters, Map<String, String> labels) {
        return filters.labels(labels) && filters.withoutLabels(labels);
    }

    private static Optional<Instant> until(Filters filters) {
        return filters.get("until").stream().findFirst().flatMap(Times::until);
    }
}
