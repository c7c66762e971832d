package dev.gantry.dockerapi.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/** Docker's {@code ContainerSummary}; the sizes only where they were asked for. */
public record ContainerSummary(
        String id,
        List<String> names,
        String image,
        @JsonProperty("ImageID") String imageId,
        String command,
        long created,
        List<Port> ports,
        Long sizeRw,
        Long sizeRootFs,
        Map<String, String> labels,
        String state,
        String status,
        HostConfigSummary hostConfig,
        NetworkSummary networkSettings,
        List<ContainerInspect.MountPoint> mounts) {

    /** A port that the image exposes or that is published. */
    public record Port(@JsonProperty("IP") String ip, int privatePort, Integer publicPort, String type) {}

    /** The part of HostConfig that a list shows. */
    public record HostConfigSummary(String networkMode) {}

    /** Its networks. */
    public record NetworkSummary(Map<String, EndpointSettings> networks) {}
}
