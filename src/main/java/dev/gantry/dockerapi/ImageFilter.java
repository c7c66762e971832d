package dev.gantry.dockerapi;

import dev.gantry.image.Image;
import dev.gantry.image.Images;
import dev.gantry.model.Reference;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which images a list shows (operation ImageList). */
final class ImageFilter {

    private final Filters filters;
    private final Images images;

    ImageFilter(Filters filters, Images images) {
        this.filters = filters.only("before", "dangling", "label", "reference", "since", "until");
        this.images = images;
    }

    List<Image> select() {
        Optional<Instant> before = created("before");
        Optional<Instant> since = created("since");
        Optional<Instant> until = filters.get("until").stream().findFirst().flatMap(Times::until);
        return images.list().stream()
                .filter(image -> !filters.has("dangling") || image.dangling() == filters.flag("dangling", false))
                .filter(image -> filters.labels(image.config().labels()))
                .filter(image -> filters.any("reference", pattern -> matches(pattern, image)))
                .filter(image -> before.isEmpty() || createdAt(image).isBefore(before.get()))
                .filter(image -> since.isEmpty() || createdAt(image).isAfter(since.get()))
                .filter(image -> until.isEmpty() || createdAt(image).isBefore(until.get()))
                .toList();
    }

    private Optional<Instant> created(String filter) {
        return filters.get(filter).stream().findFirst().map(name -> createdAt(images.get(name)));
    }

    private static Instant createdAt(Image image) {
        return image.created().orElse(Instant.EPOCH);
    }

    /** The pattern is matched against the whole name, or without a tag against the repository. */
    private static boolean matches(String pattern, Image image) {
        String wholePattern = pattern.contains(":") || pattern.contains("@") ? pattern : pattern + ":*";
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + wholePattern.replace("**", "*"));
        return image.tags().stream().map(Reference::familiar).anyMatch(name -> matcher.matches(Path.of(name)))
                || image.repoDigests().stream().anyMatch(digest -> matcher.matches(Path.of(digest)) || digest.startsWith(pattern + "@"));
    }
}
