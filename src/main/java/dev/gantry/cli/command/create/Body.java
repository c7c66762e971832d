package dev.gantry.cli.command.create;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is sent to create a container, filled by one {@link OptionGroup} after the other. */
public final class Body {

    private final Map<String, Object> config = new LinkedHashMap<>();
    private final Map<String, Object> host = new LinkedHashMap<>();
    private final Map<String, Object> endpoints = new LinkedHashMap<>();

    /** Sets a field of the Config unless the value is empty, 0 or false. */
    void config(String name, Object value) {
        put(config, name, value);
    }

    /** Sets a field of the HostConfig unless the value is empty, 0 or false. */
    void host(String name, Object value) {
        put(host, name, value);
    }

    /** Sets the endpoint of a network. */
    void endpoint(String network, Map<String, Object> settings) {
        endpoints.put(network, settings);
    }

    /** Sets a field of the Config, empty or not. */
    public void set(String name, Object value) {
        config.put(name, value);
    }

    /** Whether a switch of the Config is on. */
    public boolean is(String name) {
        return Boolean.TRUE.equals(config.get(name));
    }

    /** Whether the container is to be removed at its end. */
    public boolean removesItself() {
        return Boolean.TRUE.equals(host.get("AutoRemove"));
    }

    /** Adds members to an object in the Config. */
    void addToConfig(String name, Map<String, Object> members) {
        if (!members.isEmpty()) {
            @SuppressWarnings("unchecked")
            Map<String, Object> object = (Map<String, Object>) config.computeIfAbsent(name, ignored -> new LinkedHashMap<String, Object>());
            object.putAll(members);
        }
    }

    /** The HostConfig alone. */
    Map<String, Object> host() {
        return host;
    }

    /** All of it as the API takes it. */
    public Map<String, Object> json() {
        Map<String, Object> all = new LinkedHashMap<>(config);
        all.put("HostConfig", host);
        all.put("NetworkingConfig", Map.of("EndpointsConfig", endpoints));
        return all;
    }

    private static void put(Map<String, Object> object, String name, Object value) {
        boolean empty = switch (value) {
            case null -> true;
            case String text -> text.isEmpty();
            case Boolean truth -> !truth;
            case Number number -> number.longValue() == 0;
            case Collection<?> list -> list.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            default -> false;
        };
        if (!empty) {
            object.put(name, value);
        }
    }

    /** {@code key=value} texts as an object; a text without an equals sign is a key with an empty value. */
    static Map<String, Object> pairs(List<String> texts) {
        Map<String, Object> pairs = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            pairs.put(equals < 0 ? text : text.substring(0, equals), equals < 0 ? "" : text.substring(equals + 1));
        }
        return pairs;
    }
}
