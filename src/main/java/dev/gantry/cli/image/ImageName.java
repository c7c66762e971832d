package dev.gantry.cli.image;

/**
 * An image's name as a user writes it.
 *
 * @param domain the registry, {@code docker.io} where none is written
 * @param path the repository there, with {@code library/} where Docker Hub's names have none
 * @param familiar the repository as it was written
 * @param tag the tag, {@code latest} where neither a tag nor a digest is written, empty with a digest alone
 * @param digest the digest, empty where none is written
 * @param hasTag whether a tag or digest was written
 */
public record ImageName(String domain, String path, String familiar, String tag, String digest, boolean hasTag) {

    private static final String HUB = "docker.io";

    /** Takes a name apart; whether it is allowed is the engine's to say. */
    public static ImageName parse(String text) {
        int at = text.indexOf('@');
        String digest = at < 0 ? "" : text.substring(at + 1);
        String named = at < 0 ? text : text.substring(0, at);
        int colon = named.lastIndexOf(':');
        boolean tagged = colon > named.lastIndexOf('/');
        String repository = tagged ? named.substring(0, colon) : named;
        String tag = tagged ? named.substring(colon + 1) : digest.isEmpty() ? "latest" : "";
        int slash = repository.indexOf('/');
        String first = slash < 0 ? "" : repository.substring(0, slash);
        boolean hasDomain = first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
        String path = hasDomain ? repository.substring(slash + 1) : repository;
        boolean hub = !hasDomain || first.equals(HUB);
        return new ImageName(hasDomain ? first : HUB, hub && path.indexOf('/') < 0 ? "library/" + path : path, repository, tag, digest, tagged || !digest.isEmpty());
    }

    /** The name as it was written, with its tag or digest: {@code busybox:latest}. */
    public String withTag() {
        return familiar + suffix();
    }

    /** The whole name: {@code docker.io/library/busybox:latest}. */
    public String whole() {
        return domain + "/" + path + suffix();
    }

    /** The tag or digest alone, as the API takes it. */
    public String reference() {
        return digest.isEmpty() ? tag : digest;
    }

    private String suffix() {
        return (tag.isEmpty() ? "" : ":" + tag) + (digest.isEmpty() ? "" : "@" + digest);
    }
}
