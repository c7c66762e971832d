package dev.gantry.dockerapi.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gantry.model.Platform;
import java.util.Optional;

/** A platform as JSON (OCI image spec, "Image Index"; Docker's parameter {@code platform} of ImagePush). */
public record OciPlatform(@JsonProperty("os") String os, @JsonProperty("architecture") String architecture, @JsonProperty("variant") String variant) {

    /** The same in the domain's terms; what is missing is the machine's own. */
    public Platform platform() {
        Platform host = Platform.host();
        return new Platform(os == null ? host.os() : os, architecture == null ? host.architecture() : architecture,
                Optional.ofNullable(variant).filter(text -> !text.isEmpty()));
    }
}
