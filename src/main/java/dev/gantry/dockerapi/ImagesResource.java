package dev.gantry.dockerapi;

import dev.gantry.access.Permission;
import dev.gantry.container.ContainerView;
import dev.gantry.container.Containers;
import dev.gantry.dockerapi.wire.ImageDeleteItem;
import dev.gantry.entry.Requires;
import dev.gantry.image.Image;
import dev.gantry.image.Images;
import dev.gantry.image.Removal;
import dev.gantry.model.Digest;
import dev.gantry.model.NotFound;
import dev.gantry.model.Reference;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;

/** The images that are here: finding, naming and removing them. */
@Path("/docker")
@RunOnVirtualThread
public class ImagesResource {

    @Inject
    Images images;

    @Inject
    Containers containers;

    /** Operation ImageList. */
    @GET
    @Path("images/json")
    @Requires(Permission.IMAGES_LIST)
    public Response list(@Context UriInfo uri, @Context RoutingContext context) {
        ApiVersion version = VersionFilter.of(context);
        List<ContainerView> users = containers.list();
        Query query = new Query(uri);
        Map<Digest, Long> shared = query.flag("shared-size") ? images.sharing().shared() : Map.of();
        return Reply.ok(new ImageFilter(query.filters(), images).select().stream()
                .map(image -> ImageEncoder.summary(image, version, users, shared.getOrDefault(image.id(), -1L)))
                .toList());
    }

    /** Operation ImageInspect. */
    @GET
    @Path("images/{name:.+}/json")
    @Requires(Permission.IMAGES_READ)
    public Response inspect(@PathParam("name") String name, @Context RoutingContext context) {
        Image image = images.get(name);
        return Reply.ok(ImageEncoder.inspect(image, images.lowers(image), VersionFilter.of(context)));
    }

    /** Operation ImageHistory. */
    @GET
    @Path("images/{name:.+}/history")
    @Requires(Permission.IMAGES_READ)
    public Response history(@PathParam("name") String name) {
        return Reply.ok(ImageEncoder.history(images.get(name)));
    }

    /** Operation ImageTag. */
    @POST
    @Path("images/{name:.+}/tag")
    @Requires(Permission.IMAGES_TAG)
    public Response tag(@PathParam("name") String name, @Context UriInfo uri) {
        Query query = new Query(uri);
        Reference target = Reference.parseName(query.text("repo"));
        images.tag(name, query.optional("tag").map(target::withTag).orElseGet(() -> Reference.parse(query.text("repo"))));
        return Reply.empty(201);
    }

    /** Operation ImageDelete. */
    @DELETE
    @Path("images/{name:.+}")
    @Requires(Permission.IMAGES_DELETE)
    public Response remove(@PathParam("name") String name, @Context UriInfo uri) {
        Query query = new Query(uri);
        if (name.isBlank()) {
            throw new NotFound("image name cannot be blank");
        }
        return Reply.ok(images.remove(name, query.flag("force"), query.flag("noprune")).stream().map(ImagesResource::encode).toList());
    }

    static ImageDeleteItem encode(Removal removal) {
        return switch (removal) {
            case Removal.Untagged untagged -> new ImageDeleteItem(untagged.name(), null);
            case Removal.Deleted deleted -> new ImageDeleteItem(null, deleted.id().toString());
        };
    }
}
