package dev.gantry.dockerapi;

import dev.gantry.access.Permission;
import dev.gantry.container.Attachment;
import dev.gantry.dockerapi.stream.AttachSession;
import dev.gantry.dockerapi.stream.DetachKeys;
import dev.gantry.dockerapi.stream.LastWords;
import dev.gantry.dockerapi.stream.RawReply;
import dev.gantry.dockerapi.wire.ExecInspect;
import dev.gantry.dockerapi.wire.ExecRequest;
import dev.gantry.dockerapi.wire.ExecStartRequest;
import dev.gantry.dockerapi.wire.IdReply;
import dev.gantry.entry.Requires;
import dev.gantry.exec.ExecConfig;
import dev.gantry.exec.ExecView;
import dev.gantry.exec.Execs;
import dev.gantry.model.EngineFailure;
import dev.gantry.model.InvalidRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;

/** Programs started in running containers. */
@Path("/docker")
@RunOnVirtualThread
public class ExecResource {

    private static final ExecStartRequest ATTACHED = new ExecStartRequest(false, false, null);

    @Inject
    Execs execs;

    /** Operation ContainerExec. */
    @POST
    @Path("containers/{id}/exec")
    @Requires(Permission.CONTAINERS_EXEC)
    public Response create(@PathParam("id") String id, InputStream body, @Context HttpHeaders headers) {
        ExecRequest request = Body.required(body, headers, ExecRequest.class);
        if (request.cmd() == null || request.cmd().isEmpty()) {
            throw new InvalidRequest("No exec command specified");
        }
        String keys = ContainerDecoder.string(request.detachKeys());
        DetachKeys.parse(keys);
        ExecConfig config = new ExecConfig(request.cmd(), ContainerDecoder.list(request.env()), ContainerDecoder.string(request.user()),
                ContainerDecoder.string(request.workingDir()), request.tty(), request.attachStdin(), request.attachStdout(), request.attachStderr(),
                request.privileged(), keys, ContainerDecoder.consoleSize(request.consoleSize()));
        return Reply.created(new IdReply(execs.create(id, config).hex()));
    }

    /** Operation ExecStart. */
    @POST
    @Path("exec/{id}/start")
    @Requires(Permission.CONTAINERS_EXEC)
    public Response start(@PathParam("id") String id, InputStream body, @Context HttpHeaders headers, @Context RoutingContext context) {
        ExecStartRequest request = Body.optional(body, headers, ExecStartRequest.class, ATTACHED);
        if (request.detach()) {
            execs.startDetached(id);
            return Reply.empty(200);
        }
        ExecConfig config = execs.get(id).config();
        String type = StreamType.ofConnection(context, config.tty());
        Attachment attachment;
        try {
            attachment = execs.start(id, ContainerDecoder.consoleSize(request.consoleSize()));
        } catch (InvalidRequest | EngineFailure e) {
            // Docker says in the stream why a program could not be run; clients then ask for the exit code.
            return RawReply.of(context, type, new LastWords(!config.tty(), e.getMessage()), () -> {});
        }
        return RawReply.of(context, type, new AttachSession(attachment, config.attachStdin(), DetachKeys.parse(config.detachKeys())), attachment::close);
    }

    /** Operation ExecResize. */
    @POST
    @Path("exec/{id}/resize")
    @Requires(Permission.CONTAINERS_RESIZE)
    public Response resize(@PathParam("id") String id, @Context UriInfo uri) {
        Query query = new Query(uri);
        execs.resize(id, query.requiredNumber("h"), query.requiredNumber("w"));
        return Reply.empty(200);
    }

    /** Operation ExecInspect. */
    @GET
    @Path("exec/{id}/json")
    @Requires(Permission.CONTAINERS_READ)
    public Response inspect(@PathParam("id") String id) {
        ExecView view = execs.get(id);
        ExecConfig config = view.config();
        List<String> cmd = config.cmd();
        ExecInspect.Process process = new ExecInspect.Process(config.tty(), cmd.getFirst(), cmd.subList(1, cmd.size()), config.privileged(),
                config.user().isEmpty() ? null : config.user());
        return Reply.ok(new ExecInspect(view.id().hex(), view.running(), view.exitCode().isPresent() ? view.exitCode().getAsInt() : null, process,
                config.attachStdin(), config.attachStderr(), config.attachStdout(), false, view.container().hex(), config.detachKeys(), view.pid()));
    }
}
