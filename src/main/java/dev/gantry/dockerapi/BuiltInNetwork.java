package dev.gantry.dockerapi;

import dev.gantry.dockerapi.wire.NetworkReply;
import dev.gantry.model.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The networks that are always there. Until there are real ones, {@code bridge} is a private network namespace with a loopback only. */
enum BuiltInNetwork {
    BRIDGE("bridge", "bridge"),
    HOST("host", "host"),
    NONE("none", "null");

    private final String wireName;
    private final String driver;
    private final String id;

    BuiltInNetwork(String wireName, String driver) {
        this.wireName = wireName;
        this.driver = driver;
        id = Digest.of(("gantry network " + wireName).getBytes(StandardCharsets.UTF_8)).hex();
    }

    String wireName() {
        return wireName;
    }

    String id() {
        return id;
    }

    static Optional<BuiltInNetwork> find(String nameOrId) {
        for (BuiltInNetwork network : values()) {
            if (network.wireName.equals(nameOrId) || nameOrId.length() >= 3 && network.id.startsWith(nameOrId)) {
                return Optional.of(network);
            }
        }
        return Optional.empty();
    }

    NetworkReply encode() {
        return new NetworkReply(wireName, id, Times.nano(Instant.EPOCH), "local", driver, false, true,
                new NetworkReply.Ipam("default", null, List.of()), false, false, false, new NetworkReply.ConfigFrom(""), false,
                Map.of(), Map.of(), Map.of());
    }
}
