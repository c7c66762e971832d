package dev.gantry.dockerapi;

import dev.gantry.container.ContainerView;
import dev.gantry.container.Containers;
import dev.gantry.dockerapi.wire.DiskUsageReply;
import dev.gantry.image.Image;
import dev.gantry.image.Images;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What images and containers are there, with their sizes (operation SystemDataUsage). */
@ApplicationScoped
public class DiskUsage {

    private final Images images;
    private final Containers containers;

    DiskUsage(Images images, Containers containers) {
        this.images = images;
        this.containers = containers;
    }

    DiskUsageReply measure() {
        List<ContainerView> users = containers.list();
        List<Image> present = images.list();
        return new DiskUsageReply(present.stream().mapToLong(Image::size).sum(),
                present.stream().map(image -> ImageEncoder.summary(image, ApiVersion.NEWEST, users)).toList(),
                users.stream().map(view -> ContainerEncoder.summary(view, Sizes.of(view, images))).toList(), List.of(), List.of());
    }
}
