package dev.gantry.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gantry.image.Image;
import dev.gantry.model.Digest;
import dev.gantry.model.EngineFailure;
import dev.gantry.model.NotFound;
import dev.gantry.model.Platform;
import dev.gantry.model.Reference;
import dev.gantry.task.TaskEvent.LayerProgress;
import dev.gantry.task.TaskEvent.Phase;
import dev.gantry.task.TaskEvent;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pulls from Debian's registry, and looks at what is on the disk afterwards. */
@QuarkusTest
@WithTestResource(value = SmallDisk.class, scope = TestResourceScope.MATCHING_RESOURCES)
class PullTest extends TransferTest {

    private static DebianRegistry registry;

    @BeforeAll
    static void startRegistry() throws Exception {
        registry = new DebianRegistry();
    }

    @AfterAll
    static void stopRegistry() throws Exception {
        registry.close();
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
}
