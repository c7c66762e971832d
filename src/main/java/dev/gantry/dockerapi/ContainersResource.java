package dev.gantry.dockerapi;

import dev.gantry.access.Access;
import dev.gantry.access.Permission;
import dev.gantry.container.ContainerView;
import dev.gantry.container.Containers;
import dev.gantry.container.Created;
import dev.gantry.container.config.ContainerConfig;
import dev.gantry.dockerapi.wire.CreateReply;
import dev.gantry.dockerapi.wire.CreateRequest;
import dev.gantry.entry.Caller;
import dev.gantry.entry.Requires;
import dev.gantry.exec.Execs;
import dev.gantry.image.Images;
import dev.gantry.model.Digest;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.Platform;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Collectors;

/** Making, finding and removing containers. What happens to one in its life is {@link LifecycleResource}'s. */
@Path("/docker")
@RunOnVirtualThread
public class ContainersResource {

    @Inject
    Containers containers;

    @Inject
    Execs execs;

    @Inject
    Images images;

    @Inject
    Access access;

    @Inject
    Caller caller;

    /** Operation ContainerList. */
    @GET
    @Path("containers/json")
    @Requires(Permission.CONTAINERS_LIST)
    public Response list(@Context UriInfo uri) {
        Query query = new Query(uri);
        ContainerFilter filter = new ContainerFilter(query.filters(), query.flag("all"), query.number("limit").orElse(0), containers, images);
        boolean size = query.flag("size");
        return Reply.ok(filter.select().stream().map(view -> ContainerEncoder.summary(view, size ? Sizes.of(view, images) : Sizes.UNKNOWN)).toList());
    }

    /** Operation ContainerCreate. */
    @POST
    @Path("containers/create")
    @Requires(Permission.CONTAINERS_CREATE)
    public Response create(InputStream body, @Context HttpHeaders headers, @Context UriInfo uri) {
        CreateRequest request = Body.required(body, headers, CreateRequest.class);
        Query query = new Query(uri);
        Optional<Platform> platform = query.optional("platform").map(Platform::parse);
        if (request.image == null || request.image.isEmpty()) {
            boolean nothing = request.image == null && request.cmd == null;
            throw new InvalidRequest(nothing ? "config cannot be empty in order to create a container" : "no command specified: Image names no image");
        }
        ContainerConfig config = ContainerDecoder.decode(request);
        if (UnsafeRequest.is(config)) {
            access.require(caller.principal(), Permission.CONTAINERS_CREATE_UNSAFE);
        }
        Created created = containers.create(config, query.optional("name").map(ContainersResource::withoutSlash), platform);
        return Reply.created(new CreateReply(created.id().hex(), created.warnings()));
    }

    /** Operation ContainerInspect. */
    @GET
    @Path("containers/{id}/json")
    @Requires(Permission.CONTAINERS_READ)
    public Response inspect(@PathParam("id") String id, @Context UriInfo uri) {
        ContainerView view = containers.get(id);
        Sizes sizes = new Query(uri).flag("size") ? Sizes.of(view, images) : Sizes.UNKNOWN;
        return Reply.ok(ContainerEncoder.inspect(view, execs.of(view.id()), lowerDirs(view.image()), sizes));
    }

    /** Operation ContainerDelete. */
    @DELETE
    @Path("containers/{id}")
    @Requires(Permission.CONTAINERS_DELETE)
    public Response remove(@PathParam("id") String id, @Context UriInfo uri) {
        Query query = new Query(uri);
        containers.remove(id, query.flag("force"), query.flag("v"));
        return Reply.done();
    }

    private String lowerDirs(Digest image) {
        return images.held(image)
                .map(held -> images.lowers(held).stream().map(Object::toString).collect(Collectors.joining(":")))
                .orElse("");
    }

    private static String withoutSlash(String name) {
        return name.startsWith("/") ? name.substring(1) : name;
    }
}
