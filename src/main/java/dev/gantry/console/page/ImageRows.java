package dev.gantry.console.page;

import dev.gantry.container.ContainerView;
import dev.gantry.container.Containers;
import dev.gantry.image.Images;
import dev.gantry.model.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The list of images with how many containers each has. */
@ApplicationScoped
public class ImageRows {

    @Inject
    Images images;

    @Inject
    Containers containers;

    /** All images, newest first. */
    public List<ImageRow> all() {
        Map<Digest, Long> users = containers.list().stream().collect(Collectors.groupingBy(ContainerView::image, Collectors.counting()));
        return images.list().stream().map(image -> ImageRow.of(image, users.getOrDefault(image.id(), 0L).intValue())).toList();
    }
}
