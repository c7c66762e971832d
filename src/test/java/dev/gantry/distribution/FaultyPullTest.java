package dev.gantry.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gantry.model.Digest;
import dev.gantry.model.GantryException;
import dev.gantry.task.TaskState;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Pulls from a registry with faults: what is wrong is refused, and nothing of it stays. */
@QuarkusTest
@WithTestResource(value = SmallDisk.class, scope = TestResourceScope.MATCHING_RESOURCES)
class FaultyPullTest extends TransferTest {

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
    void aPullThatIsOverOrGivenUpIsNotJoined() throws Exception {
        try (var faulty = new FaultyRegistry("127.0.0.1", 0)) {
            faulty.serve(TestImage.schema2(layer("a", 5000)), "r", "1");
            for (int i = 0; i < 20; i++) {
                var first = pull(faulty.host() + "/r:1");
                first.await();
                var second = pull(faulty.host() + "/r:1");
                assertNotSame(first, second);
                second.leave();
                var third = pull(faulty.host() + "/r:1");
                assertNotSame(second, third);
                third.await();
            }
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
}
