package dev.gantry.console.page;

import dev.gantry.image.Image;
import dev.gantry.model.Reference;
import java.util.stream.Collectors;

/**
 * An image in a list.
 *
 * @param names its tags, or empty
 * @param runName what a container is run from: a tag, else the id
 */
public record ImageRow(String id, String shortId, String names, String shownName, String runName, String size, String created, String createdText, String usedBy) {

    static ImageRow of(Image image, int containers) {
        String names = image.tags().stream().map(Reference::familiar).collect(Collectors.joining(", "));
        String runName = image.tags().isEmpty() ? image.id().toString() : image.tags().getFirst().familiar();
        return new ImageRow(image.id().toString(), image.id().shortHex(), names, names.isEmpty() ? image.id().shortHex() : names, runName, Shown.bytes(image.size()),
                image.created().map(Object::toString).orElse(""), image.created().map(Shown::ago).orElse(""), containers == 0 ? "" : Shown.counted(containers, "container"));
    }

    /** Whether a name leads to it. */
    public boolean isTagged() {
        return !names.isEmpty();
    }

    /** For an address. */
    public String runEncoded() {
        return Shown.encoded(runName);
    }
}
