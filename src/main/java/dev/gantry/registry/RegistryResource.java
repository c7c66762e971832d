package dev.gantry.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.access.Permission;
import dev.gantry.distribution.SampleImage;
import dev.gantry.entry.Requires;
import dev.gantry.model.Digest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** The engine's own registry (OCI distribution specification 1.1, "pull" and "content discovery"): to be read only, and with one repository, the sample. A HEAD is answered like its GET, without the body. */
@Path("/v2")
@RunOnVirtualThread
public class RegistryResource {

    private static final String NAME = "{name: [a-z0-9]+(?:[._/-][a-z0-9]+)*}";
    private static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
    private static final String BLOB_TYPE = "application/octet-stream";
    private static final String DIGEST = "Docker-Content-Digest";
    private static final String ETAG = "ETag";

    private final SampleImage sample;
    private final ObjectMapper json;

    @Inject
    RegistryResource(SampleImage sample, ObjectMapper json) {
        this.sample = sample;
        this.json = json;
    }

    /** Says that this is a registry (end-1). */
    @GET
    @Requires(Permission.REGISTRY_READ)
    public Response base() {
        return answer(json.createObjectNode());
    }

    /** The repositories (Docker Registry HTTP API v2, "Catalog"). */
    @GET
    @Path("/_catalog")
    @Requires(Permission.REGISTRY_READ)
    public Response catalog(@QueryParam("n") @DefaultValue("100") String limit, @QueryParam("last") @DefaultValue("") String last) {
        var body = json.createObjectNode();
        page(List.of(SampleImage.REPOSITORY), limit, last).forEach(body.putArray("repositories")::add);
        return answer(body);
    }

    /** The tags of a repository (end-8a, end-8b). */
    @GET
    @Path("/" + NAME + "/tags/list")
    @Requires(Permission.REGISTRY_READ)
    public Response tags(@PathParam("name") String name, @QueryParam("n") @DefaultValue("100") String limit, @QueryParam("last") @DefaultValue("") String last) {
        if (!name.equals(SampleImage.REPOSITORY)) {
            return error(404, "NAME_UNKNOWN", "repository name not known to registry");
        }
        var body = json.createObjectNode().put("name", name);
        page(List.of(SampleImage.TAG), limit, last).forEach(body.putArray("tags")::add);
        return answer(body);
    }

    /** A manifest by tag or digest (end-3). */
    @GET
    @Path("/" + NAME + "/manifests/{reference}")
    @Requires(Permission.REGISTRY_READ)
    public Response manifest(@PathParam("name") String name, @PathParam("reference") String reference) {
        if (!name.equals(SampleImage.REPOSITORY)) {
            return error(404, "NAME_UNKNOWN", "repository name not known to registry");
        }
        byte[] manifest = sample.content().manifest();
        String digest = Digest.of(manifest).toString();
        if (!reference.equals(SampleImage.TAG) && !reference.equals(digest)) {
            return error(404, "MANIFEST_UNKNOWN", "manifest unknown");
        }
        return registry(Response.ok(manifest, MANIFEST_TYPE)).header(DIGEST, digest).header(ETAG, '"' + digest + '"').build();
    }

    /** A blob, or a part of it (end-2, end-10). */
    @GET
    @Path("/" + NAME + "/blobs/{digest}")
    @Requires(Permission.REGISTRY_READ)
    public Response blob(@PathParam("name") String name, @PathParam("digest") String digest, @HeaderParam("Range") String range) {
        byte[] blob = name.equals(SampleImage.REPOSITORY) ? find(digest).orElse(null) : null;
        if (blob == null) {
            return error(404, "BLOB_UNKNOWN", "blob unknown to registry");
        }
        var wanted = ByteRange.of(range, blob.length);
        if (wanted.isEmpty()) {
            return registry(Response.status(416)).header("Content-Range", "bytes */" + blob.length).build();
        }
        var part = wanted.get();
        var answer = registry(Response.status(part.whole() ? 200 : 206).entity(part.of(blob)).type(BLOB_TYPE)).header(DIGEST, digest).header(ETAG, '"' + digest + '"').header("Accept-Ranges", "bytes");
        return (part.whole() ? answer : answer.header("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + blob.length)).build();
    }

    private Optional<byte[]> find(String digest) {
        return sample.content().blobs().entrySet().stream().filter(blob -> blob.getKey().toString().equals(digest)).map(java.util.Map.Entry::getValue).findFirst();
    }

    private static List<String> page(List<String> sorted, String limit, String last) {
        int count = limit.matches("[0-9]{1,4}") ? Integer.parseInt(limit) : 100;
        return sorted.stream().filter(each -> each.compareTo(last) > 0).limit(count).toList();
    }

    private Response answer(ObjectNode body) {
        return registry(Response.ok(body.toString(), "application/json")).build();
    }

    private Response error(int status, String code, String message) {
        var body = json.createObjectNode();
        body.putArray("errors").addObject().put("code", code).put("message", message);
        return registry(Response.status(status).entity(body.toString()).type("application/json")).build();
    }

    private static Response.ResponseBuilder registry(Response.ResponseBuilder answer) {
        return answer.header("Docker-Distribution-API-Version", "registry/2.0");
    }
}
