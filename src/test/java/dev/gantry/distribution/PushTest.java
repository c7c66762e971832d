package dev.gantry.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gantry.event.Events;
import dev.gantry.model.Digest;
import dev.gantry.model.EngineFailure;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.NotFound;
import dev.gantry.model.Platform;
import dev.gantry.model.Reference;
import dev.gantry.model.Unauthorized;
import dev.gantry.task.Task;
import dev.gantry.task.TaskEvent;
import dev.gantry.task.TaskEvent.LayerProgress;
import dev.gantry.task.TaskEvent.Phase;
import dev.gantry.task.TaskEvent.Status;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pushes to Debian's registry, and looks at what it has afterwards by pulling it again. */
@QuarkusTest
@WithTestResource(value = SmallDisk.class, scope = TestResourceScope.MATCHING_RESOURCES)
class PushTest extends TransferTest {

    private static DebianRegistry registry;
    private static DebianRegistry closed;

    @Inject
    Events events;

    @BeforeAll
    static void startRegistries() throws Exception {
        registry = new DebianRegistry();
        closed = new DebianRegistry(true);
    }

    @AfterAll
    static void stopRegistries() throws Exception {
        registry.close();
        closed.close();
    }

    @Test
    void aLoadedImageIsPushedRemovedAndPulledAgain() throws Exception {
        load(TestImage.oci(TestImage.Form.PLAIN, HOST, layer("a", 5000), layer("b", 300_000)), registry.host() + "/load:1");
        var before = images.get(registry.host() + "/load:1");
        var task = push(registry.host() + "/load:1");
        assertEquals(List.of(Reference.parse(registry.host() + "/load:1")), task.await());
        var pushed = pushed(task);
        assertEquals(List.of(registry.host() + "/load@" + pushed.digest()), images.get(before.id().toString()).repoDigests());
        assertEquals(pushed.digest(), images.get(before.id().toString()).manifest());
        // The plain archives went with the first push: configuration, manifest and two compressed layers are left.
        assertEquals(4, names(paths.blobs()).size());
        images.remove(before.id().toString(), true, false);
        var again = image(pull(registry.host() + "/load:1"));
        assertEquals(before.id(), again.id());
        assertEquals(pushed.digest(), again.manifest());
        assertEquals(List.of(registry.host() + "/load@" + pushed.digest()), again.repoDigests());
        assertEquals(300_000, Files.size(images.lowers(again).getFirst().resolve("b")));
    }

    @Test
    void whatIsSaidIsWhatDockerSays() throws Exception {
        load(TestImage.oci(TestImage.Form.PLAIN, HOST, layer("a", 5000)), registry.host() + "/said:1");
        var task = push(registry.host() + "/said:1");
        task.await();
        String layer = images.get(registry.host() + "/said:1").diffIds().getFirst().shortHex();
        var said = events(task);
        assertEquals(new Status("", "The push refers to repository [" + registry.host() + "/said]"), said.getFirst());
        assertTrue(said.get(1) instanceof LayerProgress first && first.layer().equals(layer) && first.phase() == Phase.PREPARING, said.toString());
        assertEquals(Phase.SENT, lastPhases(said).get(layer));
        assertTrue(said.get(said.size() - 2) instanceof TaskEvent.Pushed pushed && pushed.tag().equals("1"), said.toString());
        var event = this.events.history(OptionalLong.of(0), OptionalLong.empty()).stream().filter(each -> each.action().equals("push")).toList().getLast();
        assertEquals(registry.host() + "/said:1", event.actor());
        assertEquals(registry.host() + "/said", event.attributes().get("name"));
    }

    @Test
    void thePushOfWhatIsThereSendsNothing() throws Exception {
        load(TestImage.oci(TestImage.Form.PLAIN, HOST, layer("a", 5000)), registry.host() + "/twice:1");
        var first = push(registry.host() + "/twice:1");
        first.await();
        var second = push(registry.host() + "/twice:1");
        second.await();
        assertEquals(pushed(first), pushed(second));
        assertEquals(List.of(Phase.SENT_BEFORE), List.copyOf(lastPhases(events(second)).values()));
    }

    @Test
    void aLoadedImageThatComesAgainIsPushedWithTheSameDigest() throws Exception {
        var image = TestImage.oci(TestImage.Form.PLAIN, HOST, layer("a", 70_000));
        load(image, registry.host() + "/same:1");
        var first = push(registry.host() + "/same:1");
        first.await();
        images.remove(registry.host() + "/same:1", true, false);
        load(image, registry.host() + "/same:1");
        var second = push(registry.host() + "/same:1");
        second.await();
        assertEquals(pushed(first), pushed(second));
    }

    @Test
    void whatWasPulledIsPushedByteByByte() throws Exception {
        for (var form : TestImage.Form.values()) {
            var image = TestImage.oci(form, HOST, layer("of " + form, 9000));
            registry.push(image, "from", form.name());
            var pulled = image(pull(registry.host() + "/from:" + form));
            images.tag(pulled.id().toString(), Reference.parse(registry.host() + "/to:" + form));
            var task = push(registry.host() + "/to:" + form);
            task.await();
            assertEquals(Digest.of(image.manifest()), pushed(task).digest());
            assertTrue(events(task).contains(new Status(pulled.diffIds().getFirst().shortHex(), "Mounted from from")), events(task).toString());
            assertEquals(200, registry.status("/v2/to/blobs/" + Digest.of(image.layers().getFirst())));
        }
    }

    @Test
    void gzippedLayersOfAnArchiveAreSentAsTheyAre() throws Exception {
        var image = TestImage.oci(TestImage.Form.GZIP, HOST, layer("a", 5000));
        load(image, registry.host() + "/gz:1");
        push(registry.host() + "/gz:1").await();
        assertEquals(200, registry.status("/v2/gz/blobs/" + Digest.of(image.layers().getFirst())));
    }

    @Test
    void withoutATagAllTagsArePushed() throws Exception {
        load(TestImage.oci(TestImage.Form.PLAIN, HOST, layer("a", 500)), registry.host() + "/all:1", registry.host() + "/all:2", registry.host() + "/other:3");
        assertEquals(List.of("1", "2"), pushes.push(Reference.parseName(registry.host() + "/all"), Optional.empty(), Optional.empty()).await().stream().map(name -> name.tag().get()).toList());
        assertEquals(200, registry.status("/v2/all/manifests/2"));
        assertEquals(404, registry.status("/v2/other/manifests/3"));
    }

    @Test
    void manyLayersAreSentAFewAtATimeAndEqualOnesOnce() throws Exception {
        var layers = new dev.gantry.image.tar.TarBuilder[12];
        Arrays.setAll(layers, i -> layer("layer " + i % 11, 20_000));
        load(TestImage.oci(TestImage.Form.PLAIN, HOST, layers), registry.host() + "/many:1");
        var task = push(registry.host() + "/many:1");
        task.await();
        assertEquals(11, lastPhases(events(task)).size());
        images.remove(registry.host() + "/many:1", true, false);
        assertEquals(12, image(pull(registry.host() + "/many:1")).diffIds().size());
    }

    @Test
    void whatIsNotHereIsSaidInDockersWords() throws Exception {
        load(TestImage.oci(TestImage.Form.PLAIN, HOST, layer("a", 500)), registry.host() + "/here:1");
        String host = registry.host();
        assertEquals("An image does not exist locally with the tag: " + host + "/nosuch", assertThrows(NotFound.class, push(host + "/nosuch:1")::await).getMessage());
        assertEquals("tag does not exist: " + host + "/here:2", assertThrows(NotFound.class, push(host + "/here:2")::await).getMessage());
        assertThrows(InvalidRequest.class, push(host + "/here@" + Digest.of(new byte[0]))::await);
        var foreign = pushes.push(Reference.parse(host + "/here:1"), Optional.of(Platform.parse("linux/s390x")), Optional.empty());
        assertTrue(assertThrows(NotFound.class, foreign::await).getMessage().contains("does not provide the specified platform"));
    }

    @Test
    void aRegistryThatWantsAPasswordGetsTheRightOne() throws Exception {
        load(TestImage.oci(TestImage.Form.PLAIN, HOST, layer("a", 500)), closed.host() + "/x:1");
        var name = Reference.parse(closed.host() + "/x:1");
        assertEquals("no basic auth credentials", assertThrows(Unauthorized.class, push(name.familiar())::await).getMessage());
        assertTrue(assertThrows(EngineFailure.class, pull(name.familiar())::await).getMessage().endsWith(": no basic auth credentials"));
        var wrong = new RegistryAuth(Optional.of("user"), Optional.of("wrong"), Optional.empty(), Optional.empty());
        assertEquals("unauthorized: authentication required", assertThrows(Unauthorized.class, pushes.push(name, Optional.empty(), Optional.of(wrong))::await).getMessage());
        assertEquals(List.of(), images.get(name.canonical()).repoDigests());
        pushes.push(name, Optional.empty(), Optional.of(password())).await();
        assertFalse(images.get(name.canonical()).repoDigests().isEmpty());
    }

    @Test
    void aRegistryThatDoesNotAnswerIsSaidInDockersWords() {
        load(TestImage.oci(TestImage.Form.PLAIN, HOST, layer("a", 500)), "127.0.0.1:1/x:1");
        assertEquals("Get \"http://127.0.0.1:1/v2/\": dial tcp 127.0.0.1:1: connect: connection refused", assertThrows(EngineFailure.class, push("127.0.0.1:1/x:1")::await).getMessage());
    }

    private static TaskEvent.Pushed pushed(Task<?> task) throws InterruptedException {
        return events(task).stream().filter(TaskEvent.Pushed.class::isInstance).map(TaskEvent.Pushed.class::cast).findFirst().orElseThrow();
    }

    private static Map<String, Phase> lastPhases(List<TaskEvent> said) {
        return said.stream().filter(LayerProgress.class::isInstance).map(LayerProgress.class::cast).collect(Collectors.toMap(LayerProgress::layer, LayerProgress::phase, (older, newer) -> newer));
    }
}
