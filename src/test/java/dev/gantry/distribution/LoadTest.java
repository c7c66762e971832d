package dev.gantry.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gantry.image.tar.TarBuilder;
import dev.gantry.model.Digest;
import dev.gantry.model.InvalidRequest;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Loads archives that nobody's {@code save} would write, and looks at what is on the disk afterwards. */
@QuarkusTest
@WithTestResource(value = SmallDisk.class, scope = TestResourceScope.MATCHING_RESOURCES)
class LoadTest extends TransferTest {

    @Test
    void namesThatLeadOutOfTheArchiveAreRefusedAndLeaveNothing() throws IOException {
        byte[] config = TestImage.config("amd64", List.of(Digest.of("x".getBytes(UTF_8))));
        for (var name : List.of("../../../../etc/passwd", "/etc/passwd", "out", "up", "a/../../etc/passwd")) {
            var archive = new TarBuilder().file("config.json", config, 0644, 0, 0).symlink("out", "/etc/passwd").file("manifest.json", list("config.json", name), 0644, 0, 0);
            assertTrue(refused(archive).contains("archive"), name);
            var asConfig = new TarBuilder().symlink("out", "/etc/passwd").file("manifest.json", list(name, "layer.tar"), 0644, 0, 0);
            assertTrue(refused(asConfig).contains("archive"), name);
        }
        for (var target : List.of("../etc/passwd", "../../../etc/passwd")) {
            assertTrue(refused(new TarBuilder().file("config.json", config, 0644, 0, 0).symlink("layer.tar", target).file("manifest.json", list("config.json", "layer.tar"), 0644, 0, 0))
                    .contains("leads out of it"), target);
        }
        assertTrue(refused(new TarBuilder().file("../escaped", "x", 0644, 0, 0)).contains("leads out of it"));
    }

    @Test
    void aBadTagTakesTheWholeImageWithIt() throws IOException {
        assertTrue(refused(TestImage.oci(TestImage.Form.PLAIN, HOST, layer("a", 5000)).archive("good:1", "../Bad:1")).contains("invalid reference format"));
    }

    @Test
    void anImageOfTooManyLayersIsRefused() throws IOException {
        var ids = Collections.nCopies(501, Digest.of("x".getBytes(UTF_8)));
        var archive = new TarBuilder().file("config.json", TestImage.config("amd64", ids), 0644, 0, 0).file("manifest.json", list("config.json", "config.json"), 0644, 0, 0);
        assertEquals("the image has 501 layers; at most 500 are supported", refused(archive));
    }

    @Test
    void anArchiveOfTooManyFilesIsRefused() throws IOException {
        var archive = new TarBuilder();
        for (int i = 0; i <= 20_000; i++) {
            archive.symlink("link-" + i, "x");
        }
        assertTrue(refused(archive).contains("the archive has more than 20000 files"));
    }

    private String refused(TarBuilder archive) throws IOException {
        return refused(archive.bytes());
    }

    private String refused(byte[] archive) throws IOException {
        var failure = assertThrows(InvalidRequest.class, () -> images.load(new ByteArrayInputStream(archive), event -> { }));
        assertTrue(images.list().isEmpty());
        assertNothingLeft();
        return failure.getMessage();
    }

    private static byte[] list(String config, String layer) {
        return ("[{\"Config\":\"" + config + "\",\"RepoTags\":[\"made:1\"],\"Layers\":[\"" + layer + "\"]}]").getBytes(UTF_8);
    }
}
