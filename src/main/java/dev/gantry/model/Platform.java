package dev.gantry.model;

import java.util.Locale;
import java.util.Optional;

/** What an image runs on, in the words of the OCI image index: {@code linux/arm64/v8}. */
public record Platform(String os, String architecture, Optional<String> variant) {

    /** The platform of this machine. */
    public static Platform host() {
        return new Platform("linux", architecture(System.getProperty("os.arch")), Optional.empty());
    }

    /** Reads {@code os[/architecture[/variant]]} or an architecture alone; InvalidRequest where it is neither. */
    public static Platform parse(String text) {
        var parts = text.toLowerCase(Locale.ROOT).split("/", -1);
        for (var part : parts) {
            if (!part.matches("[a-z0-9_.-]+")) {
                throw new InvalidRequest("\"" + text + "\": unknown operating system or architecture: invalid argument");
            }
        }
        return switch (parts.length) {
            case 1 -> parts[0].equals("linux") ? host() : new Platform("linux", architecture(parts[0]), Optional.empty());
            case 2 -> new Platform(parts[0], architecture(parts[1]), Optional.empty());
            case 3 -> new Platform(parts[0], architecture(parts[1]), Optional.of(parts[2]));
            default -> throw new InvalidRequest("\"" + text + "\": cannot parse platform specifier: invalid argument");
        };
    }

    /** Whether an image for {@code offered} is what someone who wants this platform means; an unnamed variant on either side fits any. */
    public boolean accepts(Platform offered) {
        return os.equals(offered.os) && architecture.equals(architecture(offered.architecture))
                && (variant.isEmpty() || offered.variant.isEmpty() || variant.equals(offered.variant)
                        || (architecture.equals("arm64") && variant.get().equals("v8")));
    }

    @Override
    public String toString() {
        return os + "/" + architecture + variant.map(v -> "/" + v).orElse("");
    }

    private static String architecture(String name) {
        return switch (name) {
            case "x86_64", "x86-64" -> "amd64";
            case "aarch64" -> "arm64";
            case "i386", "i686" -> "386";
            case "armhf", "armel" -> "arm";
            default -> name;
        };
    }
}
