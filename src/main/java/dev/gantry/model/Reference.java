package dev.gantry.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an image in a registry, {@code domain/path[:tag][@digest]}, normalised as Docker's clients do it: {@code busybox} is
 * {@code docker.io/library/busybox:latest}.
 *
 * @param domain the registry, a host with an optional port; {@code docker.io} for Docker Hub
 * @param path the repository inside the registry
 */
public record Reference(String domain, String path, Optional<String> tag, Optional<Digest> digest) implements Comparable<Reference> {

    /** The domain of a name that says none. */
    public static final String DOCKER_HUB = "docker.io";

    private static final String LEGACY_DOCKER_HUB = "index.docker.io";
    private static final String OFFICIAL = "library/";
    private static final String LATEST = "latest";
    private static final int MAX_NAME = 255;

    private static final String PART = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
    private static final Pattern PATH = Pattern.compile(PART + "(?:/" + PART + ")*");
    private static final String LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
    private static final Pattern DOMAIN = Pattern.compile("(?:" + LABEL + "(?:\\." + LABEL + ")*|\\[[0-9a-fA-F:]+])(?::[0-9]{1,5})?");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern WHOLE_ID = Pattern.compile("[a-f0-9]{64}");

    public Reference {
        if (!DOMAIN.matcher(domain).matches() || !PATH.matcher(path).matches()) {
            throw new InvalidRequest("invalid reference format");
        }
        if (domain.length() + 1 + path.length() > MAX_NAME) {
            throw new InvalidRequest("repository name must not be more than " + MAX_NAME + " characters");
        }
        if (tag.isPresent() && !TAG.matcher(tag.get()).matches()) {
            throw new InvalidRequest("invalid reference format");
        }
    }

    /** Reads a name; where it says neither tag nor digest the tag is {@code latest}. InvalidRequest with Docker's words where it is not a name. */
    public static Reference parse(String text) {
        Reference name = parseName(text);
        return name.tag.isPresent() || name.digest.isPresent() ? name : name.withTag(LATEST);
    }

    /** Reads a name without adding a tag; InvalidRequest with Docker's words where it is not a name. */
    public static Reference parseName(String text) {
        if (WHOLE_ID.matcher(text).matches()) {
            throw new InvalidRequest("invalid repository name (" + text + "), cannot specify 64-byte hexadecimal strings");
        }
        String rest = text;
        Optional<Digest> digest = Optional.empty();
        int at = rest.indexOf('@');
        if (at >= 0) {
            digest = Optional.of(digest(rest.substring(at + 1)));
            rest = rest.substring(0, at);
        }
        String domain = DOCKER_HUB;
        int slash = rest.indexOf('/');
        if (slash >= 0 && isDomain(rest.substring(0, slash))) {
            domain = rest.substring(0, slash);
            rest = rest.substring(slash + 1);
        }
        if (domain.equals(LEGACY_DOCKER_HUB)) {
            domain = DOCKER_HUB;
        }
        Optional<String> tag = Optional.empty();
        int colon = rest.indexOf(':');
        if (colon >= 0) {
            tag = Optional.of(rest.substring(colon + 1));
            rest = rest.substring(0, colon);
        }
        String path = domain.equals(DOCKER_HUB) && rest.indexOf('/') < 0 ? OFFICIAL + rest : rest;
        if (!path.equals(path.toLowerCase(Locale.ROOT))) {
            throw new InvalidRequest("invalid reference format: repository name (" + path + ") must be lowercase");
        }
        return new Reference(domain, path, tag, digest);
    }

    /** The same repository with this tag and no digest. */
    public Reference withTag(String newTag) {
        return new Reference(domain, path, Optional.of(newTag), Optional.empty());
    }

    /** The same repository with this digest and no tag. */
    public Reference withDigest(Digest newDigest) {
        return new Reference(domain, path, Optional.empty(), Optional.of(newDigest));
    }

    /** The repository with its domain, {@code docker.io/library/busybox}. */
    public String name() {
        return domain + "/" + path;
    }

    /** The repository as people write it, {@code busybox}. */
    public String familiarName() {
        if (!domain.equals(DOCKER_HUB)) {
            return name();
        }
        return path.startsWith(OFFICIAL) && path.indexOf('/', OFFICIAL.length()) < 0 ? path.substring(OFFICIAL.length()) : path;
    }

    /** The name as people write it, {@code busybox:latest} or {@code busybox@sha256:…}. */
    public String familiar() {
        return familiarName() + suffix();
    }

    /** The whole name, {@code docker.io/library/busybox:latest}. */
    public String canonical() {
        return name() + suffix();
    }

    @Override
    public int compareTo(Reference other) {
        return canonical().compareTo(other.canonical());
    }

    @Override
    public String toString() {
        return canonical();
    }

    private String suffix() {
        return tag.map(t -> ":" + t).orElse("") + digest.map(d -> "@" + d).orElse("");
    }

    private static boolean isDomain(String first) {
        return first.contains(".") || first.contains(":") || first.equals("localhost") || !first.equals(first.toLowerCase(Locale.ROOT));
    }

    private static Digest digest(String text) {
        try {
            return Digest.parse(text);
        } catch (InvalidRequest e) {
            throw new InvalidRequest("invalid reference format", e);
        }
    }
}
