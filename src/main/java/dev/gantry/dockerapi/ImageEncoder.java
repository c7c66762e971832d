package dev.gantry.dockerapi;

import dev.gantry.container.ContainerView;
import dev.gantry.dockerapi.wire.Config;
import dev.gantry.dockerapi.wire.ContainerInspect.GraphDriver;
import dev.gantry.dockerapi.wire.HistoryItem;
import dev.gantry.dockerapi.wire.ImageInspect;
import dev.gantry.dockerapi.wire.ImageSummary;
import dev.gantry.image.HistoryEntry;
import dev.gantry.image.Image;
import dev.gantry.image.ImageConfig;
import dev.gantry.model.Digest;
import dev.gantry.model.Reference;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Translates an image into Docker's list entries, inspect and history. */
final class ImageEncoder {

    private static final String DRIVER = "overlay2";
    private static final String UNKNOWN_ID = "<missing>";
    /** Version 1.44 dropped the fields that had said the same as others for long. */
    private static final int WITHOUT_VIRTUAL_SIZE = 44;

    private ImageEncoder() {}

    /** An entry of a list; the shared bytes are -1 where nobody has counted them. */
    static ImageSummary summary(Image image, ApiVersion version, List<ContainerView> users, long shared) {
        long containers = version.isAtLeast(51) ? users.stream().filter(user -> user.image().equals(image.id())).count() : -1;
        List<String> noTags = version.isBefore(43) ? List.of("<none>:<none>") : List.of();
        return new ImageSummary(image.id().toString(), "", image.tags().isEmpty() ? noTags : names(image), image.repoDigests(),
                image.created().orElse(Instant.EPOCH).getEpochSecond(), image.size(), shared, virtualSize(image, version),
                image.config().labels().isEmpty() ? null : image.config().labels(), containers);
    }

    static ImageInspect inspect(Image image, List<Path> lowers, ApiVersion version) {
        return new ImageInspect(image.id().toString(), names(image), image.repoDigests(), "", image.comment(),
                image.created().map(Times::nano).orElse(version.isBefore(44) ? Times.NEVER : null), image.dockerVersion(), image.author(),
                config(image.config()), image.platform().architecture(), image.platform().variant().orElse(null), image.platform().os(),
                image.osVersion().orElse(null), image.size(), virtualSize(image, version), graphDriver(lowers),
                new ImageInspect.RootFs("layers", image.diffIds().stream().map(Digest::toString).toList()),
                new ImageInspect.Metadata(Times.nano(image.tagged())));
    }

    /** Newest step first; only the newest has an id and the names. */
    static List<HistoryItem> history(Image image) {
        List<HistoryItem> items = new ArrayList<>();
        for (HistoryEntry entry : image.history().reversed()) {
            boolean newest = items.isEmpty();
            items.add(new HistoryItem(newest ? image.id().toString() : UNKNOWN_ID, entry.created().orElse(Instant.EPOCH).getEpochSecond(),
                    entry.createdBy(), newest && !image.tags().isEmpty() ? names(image) : null, entry.size(), entry.comment()));
        }
        return items;
    }

    private static List<String> names(Image image) {
        return image.tags().stream().map(Reference::familiar).toList();
    }

    private static Long virtualSize(Image image, ApiVersion version) {
        return version.isBefore(WITHOUT_VIRTUAL_SIZE) ? image.size() : null;
    }

    private static GraphDriver graphDriver(List<Path> lowers) {
        Map<String, String> data = new LinkedHashMap<>();
        if (lowers.size() > 1) {
            data.put("LowerDir", lowers.stream().skip(1).map(Path::toString).collect(Collectors.joining(":")));
        }
        if (!lowers.isEmpty()) {
            data.put("UpperDir", lowers.getFirst().toString());
        }
        return new GraphDriver(data, DRIVER);
    }

    private static Config config(ImageConfig from) {
        Config config = new Config();
        config.user = from.user();
        config.env = from.env().isEmpty() ? null : from.env();
        config.cmd = from.cmd().isEmpty() ? null : from.cmd();
        config.entrypoint = from.entrypoint().isEmpty() ? null : from.entrypoint();
        config.workingDir = from.workingDir();
        config.labels = from.labels().isEmpty() ? null : from.labels();
        config.exposedPorts = ContainerEncoder.set(from.exposedPorts());
        config.volumes = from.volumes().isEmpty() ? null : ContainerEncoder.set(from.volumes());
        config.stopSignal = from.stopSignal().orElse(null);
        config.shell = from.shell();
        config.onBuild = from.onBuild().isEmpty() ? null : from.onBuild();
        config.argsEscaped = from.argsEscaped();
        config.healthcheck = from.healthcheck().map(check -> Json.convert(check, Config.Healthcheck.class)).orElse(null);
        return config;
    }
}
