package dev.gantry.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gantry.container.Containers;
import dev.gantry.container.config.ContainerConfig;
import dev.gantry.image.Images;
import dev.gantry.log.LogStore;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests that make containers of the busybox image, and leave none. */
abstract class BusyboxContainers {

    @Inject
    Containers containers;
    @Inject
    Images images;
    @Inject
    LogStore logs;

    @BeforeEach
    void image() throws Exception {
        BusyboxImage.load(images);
    }

    @AfterEach
    void removeAll() {
        containers.list().forEach(view -> containers.remove(view.id().hex(), true, false));
        assertEquals(List.of(), containers.list());
    }

    String create(String... command) {
        return containers.create(ContainerConfig.of(BusyboxImage.NAME, command), Optional.empty()).id().hex();
    }
}
