package dev.gantry.dockerapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gantry.access.Permission;
import dev.gantry.entry.Requires;
import dev.gantry.model.Forbidden;
import dev.gantry.model.NotDone;
import dev.gantry.model.NotFound;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;

/** The networks that are always there; others can't be made yet. */
@Path("/docker/networks")
@RunOnVirtualThread
public class NetworksResource {

    private static final String LATER = "networks of one's own are not done yet: containers have the network modes none, host, container:<id> and a private loopback";

    /** Operation NetworkList. */
    @GET
    @Requires(Permission.NETWORKS_LIST)
    public Response list(@Context UriInfo uri) {
        Filters filters = new Query(uri).filters().only("dangling", "driver", "id", "label", "name", "scope", "type");
        return Reply.ok(Arrays.stream(BuiltInNetwork.values())
                .filter(network -> filters.any("name", network.wireName()::contains))
                .filter(network -> filters.any("id", network.id()::startsWith))
                .filter(network -> filters.any("driver", network.encode().driver()::equals))
                .filter(network -> filters.any("scope", "local"::equals))
                .filter(network -> filters.any("type", "builtin"::equals))
                .filter(network -> !filters.has("label") && !filters.flag("dangling", false))
                .map(BuiltInNetwork::encode)
                .toList());
    }

    /** Operation NetworkInspect. */
    @GET
    @Path("{id}")
    @Requires(Permission.NETWORKS_LIST)
    public Response inspect(@PathParam("id") String id) {
        return Reply.ok(find(id).encode());
    }

    /** Operation NetworkCreate. */
    @POST
    @Path("create")
    @Requires(Permission.NETWORKS_LIST)
    public Response create() {
        throw new NotDone(LATER);
    }

    /** Operation NetworkDelete. */
    @DELETE
    @Path("{id}")
    @Requires(Permission.NETWORKS_LIST)
    public Response remove(@PathParam("id") String id) {
        throw new Forbidden(find(id).wireName() + " is a pre-defined network and cannot be removed");
    }

    /** Operation NetworkConnect. */
    @POST
    @Path("{id}/connect")
    @Requires(Permission.NETWORKS_LIST)
    public Response connect(@PathParam("id") String id) {
        find(id);
        throw new NotDone(LATER);
    }

    /** Operation NetworkDisconnect. */
    @POST
    @Path("{id}/disconnect")
    @Requires(Permission.NETWORKS_LIST)
    public Response disconnect(@PathParam("id") String id) {
        find(id);
        throw new NotDone(LATER);
    }

    /** Operation NetworkPrune: none of the networks may go. */
    @POST
    @Path("prune")
    @Requires(Permission.NETWORKS_LIST)
    public Response prune() {
        return Reply.ok(new NetworksDeleted(null));
    }

    private static BuiltInNetwork find(String id) {
        return BuiltInNetwork.find(id).orElseThrow(() -> new NotFound("network " + id + " not found"));
    }

    /** Docker's {@code NetworkPruneResponse}; null where none was removed. */
    @JsonInclude
    record NetworksDeleted(List<String> networksDeleted) {}
}
