package dev.gantry.dockerapi.wire;

import java.util.List;

/** Docker's {@code SystemDataUsageResponse}. */
public record DiskUsageReply(long layersSize, List<ImageSummary> images, List<ContainerSummary> containers, List<Object> volumes, List<Object> buildCache) {}
