package dev.gantry.console.page;

import dev.gantry.access.Permission;
import dev.gantry.distribution.Pulled;
import dev.gantry.distribution.Pulls;
import dev.gantry.entry.Requires;
import dev.gantry.event.Events;
import dev.gantry.image.Image;
import dev.gantry.image.Images;
import dev.gantry.model.GantryException;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.Reference;
import dev.gantry.task.Task;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The images: the list, pulling and removing. */
@Path("/ui/images")
@RunOnVirtualThread
public class ImagesPage {

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance images(Frame frame, List<ImageRow> rows, long sequence);
    }

    @Inject
    Images images;

    @Inject
    ImageRows rows;

    @Inject
    Pulls pulls;

    @Inject
    Events events;

    @Inject
    Frames frames;

    @Inject
    Answers answers;

    @Inject
    Problems problems;

    @Inject
    RoutingContext context;

    @GET
    @Produces("text/html; charset=utf-8")
    @Requires(Permission.IMAGES_LIST)
    public String show() {
        long sequence = events.latest();
        return Templates.images(frames.frame("images"), rows.all(), sequence).render();
    }

    @POST
    @Path("/pull")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.IMAGES_PULL)
    public Response pull(@FormParam("reference") String text) {
        if (text == null || text.isBlank()) {
            throw new InvalidRequest("the reference is missing");
        }
        Task<Pulled> task = pulls.pull(Reference.parse(text.strip()), Optional.empty(), Optional.empty(), false);
        return answers.goTo("/tasks/" + task.id());
    }

    /** Removes an image with all its names. */
    @POST
    @Path("/remove")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.IMAGES_DELETE)
    public Response remove(@FormParam("id") String id) {
        Image image = images.get(id == null ? "" : id);
        // By its id an image with several names is only removed by force; a container that runs from it still stands in the way then.
        images.remove(image.id().toString(), image.tags().size() > 1, false);
        return answers.stay("/images");
    }

    @ServerExceptionMapper
    public Response failed(GantryException failure) {
        String path = context.request().path();
        return problems.answer(path.endsWith("/pull") ? "Could not pull" : path.endsWith("/remove") ? "Could not remove the image" : "The images can't be listed", failure);
    }
}
