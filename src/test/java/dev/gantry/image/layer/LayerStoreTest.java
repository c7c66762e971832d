package dev.gantry.image.layer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStream;
import dev.gantry.config.Paths;
import dev.gantry.image.content.Leases;
import dev.gantry.image.tar.TarBuilder;
import dev.gantry.image.tar.TarException;
import dev.gantry.linux.files.Erase;
import dev.gantry.model.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Unpacks real archives as root and looks at what is on the disk. */
class LayerStoreTest {

    private static final Digest BELOW = Digest.of("a layer below".getBytes(UTF_8));

    private Path data;
    private Paths paths;
    private LayerStore store;

    @BeforeEach
    void makeStore() throws IOException {
        data = Files.createTempDirectory("gantry-layers");
        paths = new Paths(data.resolve("data"), data.resolve("run"));
        Files.createDirectories(paths.layers());
        store = new LayerStore(paths, new Leases());
        store.start();
    }

    @AfterEach
    void removeStore() throws IOException {
        store.stop();
        Erase.tree(data);
    }

    @Test
    void filesKeepModeOwnerAndNanosecondTime() throws Exception {
        var fs = unpack(new TarBuilder().pax(Map.of("mtime", "1577836800.123456789")).file("bin/su", "x", 04755, 7, 8));
        var file = fs.resolve("bin/su");
        assertEquals("x", Files.readString(file));
        assertEquals(04755, (int) Files.getAttribute(file, "unix:mode") & 07777);
        assertEquals(7, Files.getAttribute(file, "unix:uid"));
        assertEquals(8, Files.getAttribute(file, "unix:gid"));
        assertEquals(FileTime.from(Instant.ofEpochSecond(1577836800, 123456789)), Files.getLastModifiedTime(file));
        assertEquals("rwxr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(fs.resolve("bin"))));
    }

    @Test
    void directoriesKeepTheirTimeAlthoughFilesComeLater() throws Exception {
        var fs = unpack(new TarBuilder().directory("d").file("d/f", "x", 0644, 0, 0));
        assertEquals(Instant.ofEpochSecond(TarBuilder.TIME), Files.getLastModifiedTime(fs.resolve("d")).toInstant());
    }

    @Test
    void hardLinksShareAnInode() throws Exception {
        var fs = unpack(new TarBuilder().file("a", "x", 0644, 0, 0).hardLink("b", "a"));
        assertEquals(Files.getAttribute(fs.resolve("a"), "unix:ino"), Files.getAttribute(fs.resolve("b"), "unix:ino"));
    }

    @Test
    void whiteoutsBecomeDevicesAndOpaqueDirectoriesAnAttribute() throws Exception {
        var fs = unpackAbove(new TarBuilder().file("etc/.wh.gone", "", 0644, 0, 0).directory("var").file("var/.wh..wh..opq", "", 0644, 0, 0));
        assertEquals(0x2000, (int) Files.getAttribute(fs.resolve("etc/gone"), "unix:mode", LinkOption.NOFOLLOW_LINKS) & 0xF000);
        assertEquals(0L, Files.getAttribute(fs.resolve("etc/gone"), "unix:rdev", LinkOption.NOFOLLOW_LINKS));
        assertEquals("y", Xattr.get(fs.resolve("var"), "trusted.overlay.opaque"));
    }

    @Test
    void whiteoutsOfTheLowestLayerMeanNothing() throws Exception {
        var fs = unpack(new TarBuilder().file("etc/.wh.gone", "", 0644, 0, 0).file("etc/kept", "", 0644, 0, 0));
        assertFalse(Files.exists(fs.resolve("etc/gone"), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void aFileAfterItsWhiteoutReplacesTheWhiteout() throws Exception {
        var fs = unpackAbove(new TarBuilder().file(".wh.f", "", 0644, 0, 0).file("f", "new", 0644, 0, 0));
        assertEquals("new", Files.readString(fs.resolve("f")));
    }

    @Test
    void fileCapabilitiesComeThroughByteForByte() throws Exception {
        byte[] capability = {1, 0, 0, 2, 0, 0x20, 0, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        var fs = unpack(new TarBuilder().pax("SCHILY.xattr.security.capability", capability).file("ping", "x", 0755, 0, 0));
        assertArrayEquals(capability, Xattr.bytes(fs.resolve("ping"), "security.capability"));
    }

    @Test
    void attributesThatSteerOverlayfsAreNotTaken() throws Exception {
        var fs = unpackAbove(new TarBuilder().pax("SCHILY.xattr.trusted.overlay.redirect", "/etc".getBytes(UTF_8)).directory("d"));
        assertEquals("", Xattr.get(fs.resolve("d"), "trusted.overlay.redirect"));
    }

    @Test
    void longNamesAreKept() throws Exception {
        String name = "d".repeat(120) + "/" + "f".repeat(200);
        var fs = unpack(new TarBuilder().pax(Map.of("path", name)).file("short", "x", 0644, 0, 0));
        assertEquals("x", Files.readString(fs.resolve(name)));
    }

    @Test
    void devicesAndFifosAreMade() throws Exception {
        var fs = unpack(new TarBuilder().device("null", '3', 1, 3).fifo("pipe"));
        assertEquals(0x103L, Files.getAttribute(fs.resolve("null"), "unix:rdev"));
        assertEquals(0x1000, (int) Files.getAttribute(fs.resolve("pipe"), "unix:mode") & 0xF000);
    }

    @Test
    void sparseFilesHaveHolesAndTheirWholeLength() throws Exception {
        var fs = unpack(new TarBuilder().pax(Map.of("GNU.sparse.map", "1048576,3", "GNU.sparse.size", "2097152", "GNU.sparse.name", "sparse")).file("x", "abc", 0644, 0, 0));
        var file = fs.resolve("sparse");
        assertEquals(2097152, Files.size(file));
        assertEquals('a', Files.readAllBytes(file)[1048576]);
    }

    @Test
    void aPathWithDotDotIsRefused() {
        refused(new TarBuilder().file("../out", "x", 0644, 0, 0), "..");
        refused(new TarBuilder().file("a/../../out", "x", 0644, 0, 0), "..");
        refused(new TarBuilder().pax(Map.of("path", "../../out")).file("in", "x", 0644, 0, 0), "..");
        refused(new TarBuilder().hardLink("l", "../../../../etc/passwd"), "..");
    }

    @Test
    void anAbsolutePathEndsInTheLayer() throws Exception {
        var fs = unpack(new TarBuilder().file("/" + data + "/outside", "x", 0644, 0, 0));
        assertFalse(Files.exists(data.resolve("outside")));
        assertTrue(Files.exists(fs.resolve("." + data + "/outside")));
    }

    @Test
    void aSymlinkNeverLeadsAWriteOutOfTheLayer() throws Exception {
        var target = Files.createDirectory(data.resolve("target"));
        var victim = Files.writeString(data.resolve("victim"), "untouched");
        refused(new TarBuilder().symlink("esc", target.toString()).file("esc/in", "x", 0644, 0, 0), "leads nowhere");
        refused(new TarBuilder().symlink("esc", "../../../../../../.." + target).file("esc/in", "x", 0644, 0, 0), "leads nowhere");
        unpack(new TarBuilder().symlink("f", victim.toString()).file("f", "x", 0644, 0, 0));
        try (var left = Files.list(target)) {
            assertEquals(0, left.count());
        }
        assertEquals("untouched", Files.readString(victim));
    }

    @Test
    void aSymlinkInsideTheLayerIsFollowedInsideIt() throws Exception {
        var fs = unpack(new TarBuilder().directory("usr/lib").symlink("lib", "/usr/lib").file("lib/f", "x", 0644, 0, 0));
        assertEquals("x", Files.readString(fs.resolve("usr/lib/f")));
    }

    @Test
    void aHardLinkOutOfTheLayerIsRefused() throws Exception {
        var victim = Files.writeString(data.resolve("victim"), "untouched");
        refused(new TarBuilder().hardLink("l", victim.toString()), "");
        refused(new TarBuilder().symlink("s", data.toString()).hardLink("l", "s/victim"), "");
        refused(new TarBuilder().directory("d").hardLink("l", "d"), "hard link");
        assertEquals("untouched", Files.readString(victim));
    }

    @Test
    void aHardLinkToASymlinkLinksTheSymlink() throws Exception {
        var victim = Files.writeString(data.resolve("victim"), "untouched");
        unpack(new TarBuilder().symlink("s", victim.toString()).hardLink("l", "s").file("l", "x", 0644, 0, 0));
        assertEquals("untouched", Files.readString(victim));
    }

    @Test
    void whiteoutsOfDotDotAreRefused() {
        refusedAbove(new TarBuilder().file(".wh...", "", 0644, 0, 0), "whiteout");
        refusedAbove(new TarBuilder().file("a/.wh..", "", 0644, 0, 0), "whiteout");
        refusedAbove(new TarBuilder().file("a/.wh.", "", 0644, 0, 0), "whiteout");
    }

    @Test
    void anOpaqueMarkBelowASymlinkStaysInTheLayer() throws Exception {
        var target = Files.createDirectory(data.resolve("target"));
        refusedAbove(new TarBuilder().symlink("s", target.toString()).file("s/.wh..wh..opq", "", 0644, 0, 0), "leads nowhere");
        assertEquals("", Xattr.get(target, "trusted.overlay.opaque"));
    }

    @Test
    void ofTwoEntriesWithOneNameTheLastCounts() throws Exception {
        var fs = unpack(new TarBuilder().file("f", "one", 0644, 0, 0).file("f", "two", 0600, 0, 0).directory("d/e").file("d", "file", 0644, 0, 0));
        assertEquals("two", Files.readString(fs.resolve("f")));
        assertEquals("file", Files.readString(fs.resolve("d")));
    }

    @Test
    void aSmallGzipThatUnpacksToFarMoreIsRefusedAndLeavesNothing() throws Exception {
        var bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb)) {
            gzip.write(TarBuilder.head("zeros", 3L << 30));
            var zeros = new byte[1 << 20];
            for (int i = 0; i < 3 << 10; i++) {
                gzip.write(zeros);
            }
        }
        failsWith(bomb.toByteArray(), Digest.of(new byte[0]), "unpacks to more than");
    }

    @Test
    void aSmallZstdThatUnpacksToFarMoreIsRefusedAndLeavesNothing() throws Exception {
        var bomb = new ByteArrayOutputStream();
        try (var zstd = new ZstdOutputStream(bomb)) {
            zstd.write(TarBuilder.head("zeros", 3L << 30));
            var zeros = new byte[1 << 20];
            for (int i = 0; i < 3 << 10; i++) {
                zstd.write(zeros);
            }
        }
        failsWith(bomb.toByteArray(), Digest.of(new byte[0]), "unpacks to more than");
    }

    @Test
    void moreEntriesThanAllowedAreRefused() throws Exception {
        var tar = new TarBuilder().directory("d").file("d/a", "", 0644, 0, 0).symlink("d/b", "a").hardLink("d/c", "d/a");
        var directory = Files.createDirectory(data.resolve("counted"));
        try (var writer = new LayerWriter(directory, new LayerLimits(1000, 3), true)) {
            var failure = assertThrows(TarException.class, () -> writer.unpack(new ByteArrayInputStream(tar.bytes())));
            assertEquals("the layer has more than 3 entries", failure.getMessage());
        }
        assertFalse(Files.exists(directory.resolve("d/c")));
    }

    @Test
    void aSparseFileOfImpossibleLengthIsRefused() {
        refused(new TarBuilder().pax(Map.of("GNU.sparse.map", "0,3", "GNU.sparse.size", "900000000000000000", "GNU.sparse.name", "s")).file("x", "abc", 0644, 0, 0), "unpacks to more than");
        refused(new TarBuilder().pax(Map.of("GNU.sparse.map", "4,3,0,3", "GNU.sparse.size", "10", "GNU.sparse.name", "s")).file("x", "abcabc", 0644, 0, 0), "sparse");
    }

    @Test
    void aHugeHeaderIsRefused() {
        refused(new TarBuilder().raw(TarBuilder.head("pax", 1L << 30, 'x')), "header of");
    }

    @Test
    void aWrongDiffIdIsRefusedAndLeavesNothing() {
        failsWith(new TarBuilder().file("f", "x", 0644, 0, 0).bytes(), Digest.of("other".getBytes(UTF_8)), "has the digest");
    }

    @Test
    void aTruncatedArchiveIsRefused() {
        var whole = new TarBuilder().file("f", "x".repeat(5000), 0644, 0, 0).bytes();
        failsWith(java.util.Arrays.copyOf(whole, 3000), Digest.of(whole), "ends in the middle");
    }

    @Test
    void aLayerThatACrashLeftHalfUnpackedIsGoneAfterTheStart() throws Exception {
        Files.createDirectories(paths.layerFiles(BELOW.hex()).resolve("some"));
        var link = Files.createSymbolicLink(store.files(BELOW), paths.layerLinkTarget(BELOW.hex()));
        new LayerStore(paths, new Leases()).start();
        assertFalse(Files.exists(paths.layer(BELOW.hex())));
        assertFalse(Files.exists(link, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void aWholeLayerIsKnownAfterTheNextStart() throws Exception {
        var tar = new TarBuilder().file("f", "12345", 0644, 0, 0).bytes();
        store.unpack(Digest.of(tar), Digest.of(tar), tar.length, () -> new ByteArrayInputStream(tar));
        var again = new LayerStore(paths, new Leases());
        again.start();
        assertEquals(List.of(new Layer(Digest.of(tar), Digest.of(tar), 5)), again.require(List.of(Digest.of(tar))));
        assertEquals("12345", Files.readString(again.files(Digest.of(tar)).resolve("f")));
    }

    private Path unpack(TarBuilder tar) throws Exception {
        var bytes = tar.bytes();
        return unpack(bytes, Digest.of(bytes));
    }

    private Path unpackAbove(TarBuilder tar) throws Exception {
        var bytes = tar.bytes();
        return unpack(bytes, ChainId.of(List.of(BELOW, Digest.of(bytes))).getLast());
    }

    private Path unpack(byte[] bytes, Digest chainId) throws Exception {
        store.unpack(chainId, Digest.of(bytes), bytes.length, () -> new ByteArrayInputStream(bytes));
        return store.files(chainId).toRealPath();
    }

    private void refused(TarBuilder tar, String why) {
        failsWith(tar.bytes(), Digest.of(tar.bytes()), why);
    }

    private void refusedAbove(TarBuilder tar, String why) {
        var bytes = tar.bytes();
        failsWith(bytes, ChainId.of(List.of(BELOW, Digest.of(bytes))).getLast(), Digest.of(bytes), why);
    }

    private void failsWith(byte[] bytes, Digest diffId, String why) {
        failsWith(bytes, diffId, diffId, why);
    }

    private void failsWith(byte[] bytes, Digest chainId, Digest diffId, String why) {
        var failure = assertThrows(IOException.class, () -> store.unpack(chainId, diffId, bytes.length, () -> new ByteArrayInputStream(bytes)));
        assertTrue(failure.getMessage().contains(why), failure.getMessage());
        assertFalse(Files.exists(paths.layer(chainId.hex()), LinkOption.NOFOLLOW_LINKS));
        try (var trash = Files.list(paths.trash())) {
            assertEquals(0, trash.count());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
