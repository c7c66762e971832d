package dev.gantry.dockerapi;

import dev.gantry.access.Permission;
import dev.gantry.distribution.Pulled;
import dev.gantry.distribution.Pulls;
import dev.gantry.distribution.Pushes;
import dev.gantry.dockerapi.stream.LiveReply;
import dev.gantry.dockerapi.wire.OciPlatform;
import dev.gantry.entry.Requires;
import dev.gantry.image.Images;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.NotDone;
import dev.gantry.model.Platform;
import dev.gantry.model.Reference;
import dev.gantry.task.Task;
import dev.gantry.task.TaskEvent;
import dev.gantry.task.TaskProgress;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Images that come, by pull and from an archive, and go, by push. */
@Path("/docker")
@RunOnVirtualThread
public class TransferResource {

    @Inject
    Pulls pulls;

    @Inject
    Pushes pushes;

    @Inject
    Images images;

    /**
     * Operation ImageCreate. What fails before the first progress is answered by a status; after it the status has been sent and the failure is a line of the
     * stream.
     */
    @POST
    @Path("images/create")
    @Requires(Permission.IMAGES_PULL)
    public Response create(@Context UriInfo uri, @Context HttpHeaders headers, @Context RoutingContext context) throws InterruptedException {
        Query query = new Query(uri);
        if (query.optional("fromSrc").isPresent()) {
            throw new NotDone("importing a file system as an image is not done yet");
        }
        Optional<Platform> platform = query.optional("platform").map(Platform::parse);
        Task<Pulled> task = pulls.pull(reference(query), platform, RegistryAuthHeader.decode(headers), allTags(query));
        TaskProgress progress = task.progress();
        Optional<TaskEvent> first = progress.next();
        if (first.isPresent() && first.get() instanceof TaskEvent.Failed failed) {
            throw failed.failure();
        }
        return LiveReply.of(context, "application/json", new TaskBody(task, progress, first));
    }

    /** Operation ImageLoad. */
    @POST
    @Path("images/load")
    @Requires(Permission.IMAGES_LOAD)
    public Response load(InputStream archive, @Context UriInfo uri, @Context RoutingContext context) {
        return LiveReply.of(context, "application/json", new LoadBody(images, archive, new Query(uri).flag("quiet", true)));
    }

    /** Operation ImagePush: a tag, or without one all tags of the repository. Whatever fails is a line of the stream, as with Docker. */
    @POST
    @Path("images/{name:.+}/push")
    @Requires(Permission.IMAGES_PUSH)
    public Response push(@PathParam("name") String name, @Context UriInfo uri, @Context HttpHeaders headers, @Context RoutingContext context) {
        Query query = new Query(uri);
        Reference repository = Reference.parseName(name);
        Reference reference = query.optional("tag").map(repository::withTag).orElse(repository);
        Optional<Platform> platform = query.optional("platform").map(text -> Json.read(text.getBytes(StandardCharsets.UTF_8), OciPlatform.class).platform());
        Task<List<Reference>> task = pushes.push(reference, platform, RegistryAuthHeader.decode(headers));
        return LiveReply.of(context, "application/json", new TaskBody(task, task.progress(), Optional.empty()));
    }

    private static boolean allTags(Query query) {
        return query.text("tag").isEmpty() && Reference.parseName(query.text("fromImage")).tag().isEmpty()
                && Reference.parseName(query.text("fromImage")).digest().isEmpty();
    }

    private static Reference reference(Query query) {
        String image = query.text("fromImage");
        if (image.isEmpty()) {
            throw new InvalidRequest("fromImage must name an image");
        }
        String tag = query.text("tag");
        if (tag.isEmpty()) {
            return Reference.parse(image);
        }
        Reference name = Reference.parseName(image);
        return tag.startsWith("sha256:") ? Reference.parse(name.name() + "@" + tag) : name.withTag(tag);
    }
}
