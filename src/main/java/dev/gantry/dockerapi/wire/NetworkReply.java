package dev.gantry.dockerapi.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/** Docker's {@code Network}. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record NetworkReply(
        String name,
        String id,
        String created,
        String scope,
        String driver,
        @JsonProperty("EnableIPv6") boolean enableIpv6,
        @JsonProperty("EnableIPv4") boolean enableIpv4,
        @JsonProperty("IPAM") Ipam ipam,
        boolean internal,
        boolean attachable,
        boolean ingress,
        ConfigFrom configFrom,
        boolean configOnly,
        Map<String, Object> containers,
        Map<String, String> options,
        Map<String, String> labels) {

    /** How addresses are given. */
    public record Ipam(String driver, Map<String, String> options, List<Map<String, String>> config) {}

    /** The network whose configuration it takes. */
    public record ConfigFrom(String network) {}
}
