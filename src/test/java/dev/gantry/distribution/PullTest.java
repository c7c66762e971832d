package dev.gantry.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gantry.config.Paths;
import dev.gantry.image.Image;
import dev.gantry.image.Images;
import dev.gantry.image.tar.TarBuilder;
import dev.gantry.model.Digest;
import dev.gantry.model.EngineFailure;
import dev.gantry.model.GantryException;
import dev.gantry.model.NotFound;
import dev.gantry.model.Platform;
import dev.gantry.model.Reference;
import dev.gantry.model.Unauthorized;
import dev.gantry.task.Task;
import dev.gantry.task.TaskEvent;
import dev.gantry.task.TaskEvent.LayerProgress;
import dev.gantry.task.TaskEvent.Phase;
import dev.gantry.task.TaskState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pulls from Debian's registry and from one with faults, and looks at what is on the disk afterwards. */
@QuarkusTest
@QuarkusTestResource(value = SmallDisk.class, restrictToAnnotatedClass = true)
class PullTest {

    private static final String HOST = Platform.host().architecture();

    private static DebianRegistry registry;

    @Inject
    Pulls pulls;

    @Inject
    Images images;

    @Inject
    Paths paths;

    @BeforeAll
    static void startRegistry() throws Exception {
        registry = new DebianRegistry();
    }

    @AfterAll
    static void stopRegistry() throws Exception {
        registry.close();
    }

    @AfterEach
    void everythingGoesWithTheLastImage() throws IOException {
        images.list().forEach(image -> images.remove(image.id().toString(), true, false));
        assertNothingLeft();
    }

    @Test
    void aSchema2ImageIsUnpackedLayerByLayer() throws Exception {
        registry.push(TestImage.schema2(layer("a", 5000), layer("b", 70_000)), "two", "1");
        var task = pull(registry.host() + "/two:1");
        var image = image(task);
        var lowers = images.lowers(image);
        assertEquals(2, lowers.size());
        assertEquals(70_000, Files.size(lowers.getFirst().resolve("b")));
        assertEquals(5000, Files.size(lowers.getLast().resolve("a")));
        assertEquals(75_000, image.size());
        assertEquals(List.of("/run"), image.config().cmd());
        assertEquals(List.of(registry.host() + "/two:1"), image.tags().stream().map(Reference::familiar).toList());
        assertEquals(List.of(registry.host() + "/two@" + image.manifest()), image.repoDigests());
        var said = events(task);
        assertTrue(said.contains(new TaskEvent.Status("1", "Pulling from two")), said.toString());
        assertTrue(said.contains(new TaskEvent.Status("", "Digest: " + image.manifest())), said.toString());
        assertTrue(said.contains(new TaskEvent.Status("", "Status: Downloaded newer image for " + registry.host() + "/two:1")), said.toString());
        assertEquals(2, said.stream().filter(event -> event instanceof LayerProgress layer && layer.phase() == Phase.DONE).count());
    }

    @Test
    void theSecondPullFetchesNothing() throws Exception {
        registry.push(TestImage.schema2(layer("a", 5000)), "again", "1");
        pull(registry.host() + "/again:1").await();
        var said = events(pull(registry.host() + "/again:1"));
        assertTrue(said.contains(new TaskEvent.Status("", "Status: Image is up to date for " + registry.host() + "/again:1")), said.toString());
        assertTrue(said.stream().anyMatch(event -> event instanceof LayerProgress layer && layer.phase() == Phase.ALREADY_THERE), said.toString());
    }

    @Test
    void anIndexGivesTheImageOfThePlatform() throws Exception {
        var ours = TestImage.oci(TestImage.Form.ZSTD, HOST, layer("ours", 3000));
        var other = TestImage.oci(TestImage.Form.PLAIN, "riscv64", layer("theirs", 4000));
        for (var image : List.of(ours, other)) {
            registry.push(image, "multi", Digest.of(image.manifest()).toString());
        }
        byte[] index = TestImage.index(List.of(other, ours), List.of("riscv64", HOST));
        registry.manifest("multi", "latest", Manifest.OCI_INDEX, index);
        var mine = image(pull(registry.host() + "/multi"));
        assertEquals(3000, Files.size(images.lowers(mine).getFirst().resolve("ours")));
        assertEquals(List.of(registry.host() + "/multi@" + Digest.of(index)), mine.repoDigests());
        assertEquals(mine.id(), images.get(registry.host() + "/multi@" + Digest.of(index)).id());
        var theirs = image(pulls.pull(Reference.parse(registry.host() + "/multi"), Optional.of(Platform.parse("linux/riscv64")), Optional.empty(), false));
        assertEquals(4000, Files.size(images.lowers(theirs).getFirst().resolve("theirs")));
        var none = pulls.pull(Reference.parse(registry.host() + "/multi"), Optional.of(Platform.parse("linux/s390x")), Optional.empty(), false);
        assertEquals("no matching manifest for linux/s390x in the manifest list entries", assertThrows(NotFound.class, none::await).getMessage());
    }

    @Test
    void allTagsOfARepositoryArePulled() throws Exception {
        registry.push(TestImage.schema2(layer("a", 100)), "tags", "1");
        registry.push(TestImage.schema2(layer("b", 100)), "tags", "2");
        var pulled = pulls.pull(Reference.parseName(registry.host() + "/tags"), Optional.empty(), Optional.empty(), true).await();
        assertEquals(2, pulled.images().size());
        assertTrue(images.find(registry.host() + "/tags:1").isPresent() && images.find(registry.host() + "/tags:2").isPresent());
    }

    @Test
    void anUnknownTagAndAnUnknownRepositoryAreSaidInDockersWords() throws Exception {
        registry.push(TestImage.schema2(layer("a", 100)), "known", "1");
        var tag = assertThrows(NotFound.class, pull(registry.host() + "/known:2")::await);
        assertEquals("manifest for " + registry.host() + "/known:2 not found: manifest unknown: manifest unknown", tag.getMessage());
        assertThrows(NotFound.class, pull(registry.host() + "/unknown")::await);
    }

    @Test
    void aRegistryThatDoesNotAnswerIsSaidInDockersWords() {
        var failure = assertThrows(EngineFailure.class, pull("127.0.0.1:1/x")::await);
        assertEquals("Get \"http://127.0.0.1:1/v2/\": dial tcp 127.0.0.1:1: connect: connection refused", failure.getMessage());
    }

    @Test
    void twoPullsOfTheSameShareOneTask() throws Exception {
        try (var faulty = new FaultyRegistry("127.0.0.1", 0)) {
            var image = TestImage.schema2(layer("a", 5000));
            faulty.serve(image, "r", "1");
            var go = new CountDownLatch(1);
            var blob = image.layers().getFirst();
            faulty.answer(FaultyRegistry.path("r", blob), exchange -> {
                awaitQuietly(go);
                FaultyRegistry.bytes("application/octet-stream", blob).to(exchange);
            });
            var first = pull(faulty.host() + "/r:1");
            var second = pull(faulty.host() + "/r:1");
            assertSame(first, second);
            second.leave();
            go.countDown();
            first.await();
            assertEquals(1, faulty.seen.stream().filter(request -> request.path().equals(FaultyRegistry.path("r", blob))).count());
        }
    }

    @Test
    void aCancelledPullLeavesNothing() throws Exception {
        try (var faulty = new FaultyRegistry("127.0.0.1", 0)) {
            var image = TestImage.schema2(layer("a", 5000));
            faulty.serve(image, "r", "1");
            var reached = new CountDownLatch(1);
            var go = new CountDownLatch(1);
            faulty.answer(FaultyRegistry.path("r", image.layers().getFirst()), exchange -> {
                exchange.sendResponseHeaders(200, image.layers().getFirst().length);
                exchange.getResponseBody().write(image.layers().getFirst(), 0, 50);
                exchange.getResponseBody().flush();
                reached.countDown();
                awaitQuietly(go);
            });
            var task = pull(faulty.host() + "/r:1");
            reached.await();
            task.leave();
            assertThrows(GantryException.class, task::await);
            assertEquals(TaskState.CANCELLED, task.state());
            go.countDown();
            assertTrue(images.list().isEmpty());
            assertNothingLeft();
        }
    }

    @Test
    void aBrokenDownloadGoesOnWhereItBroke() throws Exception {
        try (var faulty = new FaultyRegistry("127.0.0.1", 0)) {
            var image = TestImage.schema2(layer("a", 300_000));
            faulty.serve(image, "r", "1");
            byte[] blob = image.layers().getFirst();
            faulty.answer(FaultyRegistry.path("r", blob), exchange -> {
                String range = exchange.getRequestHeaders().getFirst("Range");
                if (range == null) {
                    exchange.sendResponseHeaders(200, blob.length);
                    exchange.getResponseBody().write(blob, 0, 100_000);
                    exchange.getResponseBody().flush();
                    throw new IOException("cut");
                }
                int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
                exchange.sendResponseHeaders(206, blob.length - from);
                exchange.getResponseBody().write(blob, from, blob.length - from);
            });
            assertEquals(300_000, Files.size(images.lowers(image(pull(faulty.host() + "/r:1"))).getFirst().resolve("a")));
            assertTrue(faulty.seen.stream().anyMatch(request -> request.header("Range").matches("bytes=[1-9][0-9]*-")), "it asked for the rest only");
        }
    }

    @Test
    void aCorruptLayerIsRefusedAndLeavesNothing() throws Exception {
        var image = TestImage.schema2(layer("a", 5000), layer("b", 5000));
        byte[] corrupt = image.layers().getLast().clone();
        corrupt[corrupt.length / 2] ^= 1;
        refusedBlob(image, corrupt, "verification failed for digest");
    }

    @Test
    void aLayerOfTheWrongLengthIsRefused() throws Exception {
        var image = TestImage.schema2(layer("b", 5000));
        byte[] longer = java.util.Arrays.copyOf(image.layers().getLast(), image.layers().getLast().length + 9);
        refusedBlob(image, longer, "unexpected size");
    }

    @Test
    void aLayerWithAnotherDiffIdIsRefused() throws Exception {
        var right = TestImage.schema2(layer("a", 5000));
        byte[] config = TestImage.config("amd64", List.of(Digest.of(new byte[1])));
        byte[] manifest = TestImage.manifest(Manifest.DOCKER_MANIFEST, "application/vnd.docker.container.image.v1+json", config, "application/vnd.docker.image.rootfs.diff.tar.gzip", right.layers());
        refused(new TestImage(manifest, right.manifestType(), config, right.layers(), right.diffIds()), "has the digest");
    }

    @Test
    void ofDifferentNumbersOfLayersAndDiffIdsNothingIsPulled() throws Exception {
        var right = TestImage.schema2(layer("a", 500), layer("b", 500));
        byte[] manifest = TestImage.manifest(Manifest.DOCKER_MANIFEST, "application/vnd.docker.container.image.v1+json", right.config(), "application/vnd.docker.image.rootfs.diff.tar.gzip",
                right.layers().subList(0, 1));
        refused(right.withManifest(manifest), "layers length mismatch");
    }

    @Test
    void aManifestThatIsAlsoAnIndexIsRefused() throws Exception {
        var right = TestImage.schema2(layer("a", 500));
        String text = new String(right.manifest());
        refused(right.withManifest((text.substring(0, text.length() - 1) + ",\"manifests\":[]}").getBytes()), "both an index and an image");
        refused(right.withManifest(text.replace(Manifest.DOCKER_MANIFEST, Manifest.OCI_INDEX).getBytes()), "says it is");
    }

    @Test
    void aForeignLayerIsRefused() throws Exception {
        var right = TestImage.schema2(layer("a", 500));
        refused(right.withManifest(new String(right.manifest()).replace("diff.tar.gzip", "foreign.diff.tar.gzip").getBytes()), "unsupported type");
    }

    @Test
    void aHugeManifestIsRefused() throws Exception {
        var right = TestImage.schema2(layer("a", 500));
        refused(right.withManifest((new String(right.manifest()) + " ".repeat(5 << 20)).getBytes()), "larger than");
    }

    @Test
    void aFullDiskIsSaidAndLeavesNothing() throws Exception {
        registry.push(TestImage.oci(TestImage.Form.PLAIN, HOST, layer("big", 20 << 20)), "big", "1");
        var filler = paths.dataRoot().resolve("filler");
        // Room for the blob, but not for the unpacked layer too; then for neither.
        for (long room : List.of(30L << 20, 10L << 20)) {
            try (var out = Files.newOutputStream(filler)) {
                var chunk = new byte[1 << 20];
                while (paths.dataRoot().toFile().getUsableSpace() > room) {
                    out.write(chunk);
                }
            }
            try {
                var failure = assertThrows(EngineFailure.class, pull(registry.host() + "/big:1")::await);
                assertTrue(failure.getMessage().contains("no space left on device"), failure.getMessage());
                assertTrue(images.list().isEmpty());
                assertNothingLeft();
            } finally {
                Files.delete(filler);
            }
        }
        assertEquals(20 << 20, image(pull(registry.host() + "/big:1")).size());
    }

    @Test
    void aTokenIsFetchedForTheRepository() throws Exception {
        try (var faulty = new FaultyRegistry("127.0.0.1", 0)) {
            var image = TestImage.schema2(layer("a", 500));
            faulty.serve(image, "r", "1");
            var manifest = FaultyRegistry.bytes(image.manifestType(), image.manifest());
            faulty.answer("/token", FaultyRegistry.bytes("application/json", "{\"token\":\"T\"}".getBytes()));
            faulty.answer("/v2/r/manifests/1", exchange -> {
                if ("Bearer T".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                    manifest.to(exchange);
                } else {
                    FaultyRegistry.status(401, "WWW-Authenticate", "Bearer realm=\"http://" + faulty.host() + "/token\",service=\"s\"", "").to(exchange);
                }
            });
            pulls.pull(Reference.parse(faulty.host() + "/r:1"), Optional.empty(), Optional.of(password()), false).await();
            var asked = faulty.seen.stream().filter(request -> request.path().startsWith("/token")).findFirst().orElseThrow();
            assertEquals("/token?service=s&scope=repository%3Ar%3Apull", asked.path());
            assertTrue(asked.header("Authorization").startsWith("Basic "));
        }
    }

    @Test
    void credentialsAreNotSentToARealmOfAnotherHost() throws Exception {
        try (var faulty = new FaultyRegistry("127.0.0.1", 0); var thief = new FaultyRegistry("127.0.0.2", 0)) {
            faulty.answer("/v2/r/manifests/1", FaultyRegistry.status(401, "WWW-Authenticate", "Bearer realm=\"http://" + thief.host() + "/token\",service=\"s\"", ""));
            var task = pulls.pull(Reference.parse(faulty.host() + "/r:1"), Optional.empty(), Optional.of(password()), false);
            assertThrows(Unauthorized.class, task::await);
            assertTrue(thief.seen.isEmpty());
        }
    }

    @Test
    void credentialsAreNotSentWhereARedirectLeads() throws Exception {
        try (var faulty = new FaultyRegistry("127.0.0.1", 0); var other = new FaultyRegistry("127.0.0.2", 0)) {
            var image = TestImage.schema2(layer("a", 500));
            faulty.serve(image, "r", "1");
            byte[] blob = image.layers().getFirst();
            var manifest = FaultyRegistry.bytes(image.manifestType(), image.manifest());
            faulty.answer("/v2/r/manifests/1", exchange -> {
                if (exchange.getRequestHeaders().containsKey("Authorization")) {
                    manifest.to(exchange);
                } else {
                    FaultyRegistry.status(401, "WWW-Authenticate", "Basic realm=\"x\"", "").to(exchange);
                }
            });
            faulty.answer(FaultyRegistry.path("r", blob), FaultyRegistry.status(307, "Location", "http://" + other.host() + "/elsewhere", ""));
            other.answer("/elsewhere", FaultyRegistry.bytes("application/octet-stream", blob));
            pulls.pull(Reference.parse(faulty.host() + "/r:1"), Optional.empty(), Optional.of(password()), false).await();
            assertTrue(faulty.seen.stream().anyMatch(request -> request.header("Authorization").startsWith("Basic ")));
            assertEquals(1, other.seen.size());
            assertEquals("", other.seen.getFirst().header("Authorization"));
        }
    }

    @Test
    void helloWorldIsThereWithoutANetworkAndIsNotTakenForDockerHubs() throws Exception {
        var task = pull("hello-world");
        var image = image(task);
        assertEquals(List.of("hello-world:latest"), image.tags().stream().map(Reference::familiar).toList());
        assertEquals(List.of(), image.repoDigests());
        assertTrue(Files.isExecutable(images.lowers(image).getFirst().resolve("hello")));
        var said = events(task);
        assertTrue(said.stream().anyMatch(event -> event instanceof TaskEvent.Status status && status.text().contains("Docker Hub can't be reached")), said.toString());
        assertThrows(EngineFailure.class, pull("busybox")::await);
        assertThrows(EngineFailure.class, pull("hello-world:linux")::await);
    }

    @Test
    void whereDockerHubAnswersTheSampleDoesNotStandIn() throws Exception {
        for (int status : List.of(401, 404, 429, 500)) {
            try (var hub = new FaultyRegistry("127.0.0.1", SmallDisk.hubPort)) {
                hub.answer("/v2/library/hello-world/manifests/latest", FaultyRegistry.status(status, "X-Test", "1", "{}"));
                assertThrows(GantryException.class, pull("hello-world")::await);
                assertTrue(images.find("hello-world").isEmpty(), "status " + status);
            }
        }
    }

    private void refusedBlob(TestImage image, byte[] instead, String why) throws Exception {
        try (var faulty = new FaultyRegistry("127.0.0.1", 0)) {
            faulty.serve(image, "r", "1");
            faulty.answer(FaultyRegistry.path("r", image.layers().getLast()), FaultyRegistry.bytes("application/octet-stream", instead));
            refusedFrom(faulty, why);
        }
    }

    private void refused(TestImage image, String why) throws Exception {
        try (var faulty = new FaultyRegistry("127.0.0.1", 0)) {
            faulty.serve(image, "r", "1");
            refusedFrom(faulty, why);
        }
    }

    private void refusedFrom(FaultyRegistry faulty, String why) throws IOException {
        var failure = assertThrows(GantryException.class, pull(faulty.host() + "/r:1")::await);
        assertTrue(failure.getMessage().contains(why), failure.getMessage());
        assertTrue(images.list().isEmpty());
        assertNothingLeft();
    }

    private void assertNothingLeft() throws IOException {
        assertEquals(List.of(), names(paths.blobs()));
        assertEquals(List.of(), names(paths.ingest()));
        assertEquals(List.of("l"), names(paths.layers()));
        assertEquals(List.of(), names(paths.layerLinks()));
        assertEquals(List.of(), names(paths.trash()));
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private Task<Pulled> pull(String name) {
        return pulls.pull(Reference.parse(name), Optional.empty(), Optional.empty(), false);
    }

    private Image image(Task<Pulled> task) throws InterruptedException {
        return images.held(task.await().images().getFirst()).orElseThrow();
    }

    private static List<TaskEvent> events(Task<?> task) throws InterruptedException {
        var all = new ArrayList<TaskEvent>();
        try (var progress = task.progress()) {
            for (var event = progress.next(); event.isPresent(); event = progress.next()) {
                all.add(event.get());
            }
        }
        return all;
    }

    private static TarBuilder layer(String name, int size) {
        var content = new byte[size];
        new Random(name.hashCode()).nextBytes(content);
        return new TarBuilder().file(name, content, 0644, 0, 0);
    }

    private static RegistryAuth password() {
        return new RegistryAuth(Optional.of("user"), Optional.of("secret"), Optional.empty(), Optional.empty());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
