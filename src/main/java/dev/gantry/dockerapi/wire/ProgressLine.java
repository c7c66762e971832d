package dev.gantry.dockerapi.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/** One line of a pull, push or load (Docker's {@code CreateImageInfo}). */
public record ProgressLine(
        @JsonProperty("stream") String stream,
        @JsonProperty("status") String status,
        @JsonProperty("progressDetail") Detail progressDetail,
        @JsonProperty("progress") String progress,
        @JsonProperty("id") String id,
        @JsonProperty("errorDetail") ErrorMessage errorDetail,
        @JsonProperty("error") String error,
        @JsonProperty("aux") PushResult aux) {

    /** How far a layer is, in bytes. */
    public record Detail(@JsonProperty("current") Long current, @JsonProperty("total") Long total) {

        /** Sent with a step that has no length. */
        public static final Detail NONE = new Detail(null, null);
    }

    /** A tag that is in a registry now; the size is its manifest's. */
    public record PushResult(@JsonProperty("Tag") String tag, @JsonProperty("Digest") String digest, @JsonProperty("Size") long size) {}

    /** A sentence, or with an id the state of a layer. */
    public static ProgressLine status(String id, String text) {
        return new ProgressLine(null, text, null, null, id.isEmpty() ? null : id, null, null, null);
    }

    /** A layer's step without a length. */
    public static ProgressLine step(String id, String text) {
        return new ProgressLine(null, text, Detail.NONE, null, id, null, null, null);
    }

    /** How far a layer is; the bar is for clients that can't draw one. */
    public static ProgressLine bar(String id, String text, long current, long total, String bar) {
        return new ProgressLine(null, text, new Detail(current, total > 0 ? total : null), bar, id, null, null, null);
    }

    /** Text as it is. */
    public static ProgressLine text(String text) {
        return new ProgressLine(text, null, null, null, null, null, null, null);
    }

    /** What a push has left in the registry, for programs. */
    public static ProgressLine pushed(String tag, String digest, long size) {
        return new ProgressLine(null, null, Detail.NONE, null, null, null, null, new PushResult(tag, digest, size));
    }

    /** The end by a failure. */
    public static ProgressLine failure(String message) {
        return new ProgressLine(null, null, null, null, null, new ErrorMessage(message), message, null);
    }
}
