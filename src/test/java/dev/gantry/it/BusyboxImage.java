package dev.gantry.it;

import dev.gantry.image.Images;
import dev.gantry.model.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A small image made from the host's static busybox, loaded as an archive. */
final class BusyboxImage {

    static final String NAME = "gantry-test/busybox:latest";
    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final List<String> APPLETS = List.of("sh", "sleep", "cat", "echo", "true", "false", "id", "pwd", "env", "kill", "ls", "seq", "head", "tail",
            "sha256sum", "md5sum", "mount", "stty", "hostname", "wc", "yes", "dd", "touch", "mkdir", "rm", "grep", "ps", "trap", "usleep", "date", "df", "ip", "stat");

    private BusyboxImage() {}

    static void load(Images images) throws IOException {
        if (images.find(NAME).isEmpty()) {
            images.load(new ByteArrayInputStream(archive()), progress -> {});
        }
    }

    private static byte[] archive() throws IOException {
        var layer = layer();
        var diffId = Digest.of(layer);
        var config = ("""
                {"architecture":"%s","os":"linux","created":"2024-01-01T00:00:00Z","config":{"Cmd":["sh"],"Env":["PATH=/bin","FROM_IMAGE=yes"],"Labels":{"of":"image"}},
                "rootfs":{"type":"layers","diff_ids":["%s"]},"history":[{"created_by":"test"}]}
                """.formatted(System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64", diffId)).getBytes(StandardCharsets.UTF_8);
        var manifest = "[{\"Config\":\"config.json\",\"RepoTags\":[\"%s\"],\"Layers\":[\"layer.tar\"]}]".formatted(NAME).getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(out)) {
            file(tar, "config.json", config, 0644);
            file(tar, "layer.tar", layer, 0644);
            file(tar, "manifest.json", manifest, 0644);
        }
        return out.toByteArray();
    }

    private static byte[] layer() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(out)) {
            directory(tar, "bin/");
            directory(tar, "etc/");
            directory(tar, "root/");
            var tmp = new TarArchiveEntry("tmp/");
            tmp.setMode(0041777);
            tar.putArchiveEntry(tmp);
            tar.closeArchiveEntry();
            file(tar, "bin/busybox", Files.readAllBytes(BUSYBOX), 0755);
            for (var applet : APPLETS) {
                var link = new TarArchiveEntry("bin/" + applet, TarArchiveEntry.LF_SYMLINK);
                link.setLinkName("busybox");
                tar.putArchiveEntry(link);
                tar.closeArchiveEntry();
            }
            file(tar, "etc/passwd", "root:x:0:0:root:/root:/bin/sh\nworker:x:1000:1000::/tmp:/bin/sh\n".getBytes(StandardCharsets.UTF_8), 0644);
            file(tar, "etc/group", "root:x:0:\nworker:x:1000:\nextra:x:2000:worker\n".getBytes(StandardCharsets.UTF_8), 0644);
            file(tar, "etc/plain", "not a program\n".getBytes(StandardCharsets.UTF_8), 0644);
        }
        return out.toByteArray();
    }

    private static void directory(TarArchiveOutputStream tar, String name) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setMode(0040755);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private static void file(TarArchiveOutputStream tar, String name, byte[] content, int mode) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        entry.setMode(mode);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}
