package dev.gantry.cli.command.create;

import dev.gantry.cli.args.Option;
import dev.gantry.cli.args.Quantities;
import dev.gantry.cli.args.UsageError;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code --mount type=bind,source=/a,target=/b,readonly}. */
final class MountOption {

    private static final int OCTAL = 8;

    private final String text;
    private final Option option;
    private final Map<String, Object> mount = new LinkedHashMap<>();

    private MountOption(String text, Option option) {
        this.text = text;
        this.option = option;
        mount.put("Type", "volume");
    }

    static Map<String, Object> parse(String text, Option option) {
        MountOption reader = new MountOption(text, option);
        for (String field : text.split(",")) {
            int equals = field.indexOf('=');
            reader.take(equals < 0 ? field : field.substring(0, equals), equals < 0 ? "" : field.substring(equals + 1), field);
        }
        if (!reader.mount.containsKey("Target")) {
            throw UsageError.value(option, text, "target is required");
        }
        return reader.mount;
    }

    private void take(String key, String value, String field) {
        switch (key.strip().toLowerCase(java.util.Locale.ROOT)) {
            case "type" -> mount.put("Type", value.toLowerCase(java.util.Locale.ROOT));
            case "source", "src" -> mount.put("Source", value.startsWith(".") ? Path.of(value).toAbsolutePath().normalize().toString() : value);
            case "target", "dst", "destination" -> mount.put("Target", value);
            case "readonly", "ro" -> mount.put("ReadOnly", isTrue(value, field));
            case "consistency" -> mount.put("Consistency", value);
            case "bind-propagation" -> part("BindOptions").put("Propagation", value);
            case "bind-nonrecursive" -> part("BindOptions").put("NonRecursive", isTrue(value, field));
            case "bind-recursive" -> part("BindOptions").put(value.equals("writable") ? "ReadOnlyNonRecursive" : "ReadOnlyForceRecursive", !value.equals("enabled"));
            case "volume-nocopy" -> part("VolumeOptions").put("NoCopy", isTrue(value, field));
            case "volume-subpath" -> part("VolumeOptions").put("Subpath", value);
            case "volume-label" -> labels().putAll(Body.pairs(java.util.List.of(value)));
            case "volume-driver" -> driver().put("Name", value);
            case "volume-opt" -> driverOptions().putAll(Body.pairs(java.util.List.of(value)));
            case "tmpfs-size" -> part("TmpfsOptions").put("SizeBytes", size(value, field));
            case "tmpfs-mode" -> part("TmpfsOptions").put("Mode", mode(value, field));
            default -> throw UsageError.value(option, text, "unexpected key '" + key + "' in '" + field + "'");
        }
    }

    private Map<String, Object> part(String name) {
        return member(mount, name);
    }

    private Map<String, Object> labels() {
        return member(part("VolumeOptions"), "Labels");
    }

    private Map<String, Object> driver() {
        return member(part("VolumeOptions"), "DriverConfig");
    }

    private Map<String, Object> driverOptions() {
        return member(driver(), "Options");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> member(Map<String, Object> object, String name) {
        return (Map<String, Object>) object.computeIfAbsent(name, ignored -> new LinkedHashMap<String, Object>());
    }

    private boolean isTrue(String value, String field) {
        return switch (value) {
            case "", "1", "true" -> true;
            case "0", "false" -> false;
            default -> throw UsageError.value(option, text, "invalid value for " + field);
        };
    }

    private long size(String value, String field) {
        try {
            return Quantities.bytes(value);
        } catch (IllegalArgumentException e) {
            throw UsageError.value(option, text, "invalid value for " + field);
        }
    }

    private long mode(String value, String field) {
        try {
            return Long.parseLong(value, OCTAL);
        } catch (NumberFormatException e) {
            throw UsageError.value(option, text, "invalid value for " + field);
        }
    }
}
