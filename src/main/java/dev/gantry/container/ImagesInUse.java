package dev.gantry.container;

import dev.gantry.image.ImageUsage;
import dev.gantry.image.ImageUse;
import dev.gantry.model.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tells the images which containers need them. Read from the records, since a container is in the index only after its row is written. */
@ApplicationScoped
class ImagesInUse implements ImageUsage {

    private final ContainerIndex index;

    ImagesInUse(ContainerIndex index) {
        this.index = index;
    }

    @Override
    public List<ImageUse> uses(Digest imageId) {
        return ContainerRow.<ContainerRow>list("image", imageId.toString()).stream()
                .map(row -> new ImageUse(row.id, index.find(row.id).filter(container -> container.view().state().running()).isPresent()))
                .toList();
    }
}
