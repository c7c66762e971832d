package dev.gantry.dockerapi;

import dev.gantry.container.ContainerView;
import dev.gantry.container.Containers;
import dev.gantry.dockerapi.wire.DiskUsageReply;
import dev.gantry.image.Image;
import dev.gantry.image.Images;
import dev.gantry.image.LayerSharing;
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
        LayerSharing sharing = images.sharing();
        return new DiskUsageReply(sharing.total(),
                present.stream().map(image -> ImageEncoder.summary(image, ApiVersion.NEWEST, users, sharing.shared().getOrDefault(image.id(), 0L))).toList(),
                users.stream().map(view -> ContainerEncoder.summary(view, Sizes.of(view, images))).toList(), List.of(), List.of());
    }
}
