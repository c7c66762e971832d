package dev.gantry.image.layer;

import dev.gantry.image.tar.TarException;
import dev.gantry.linux.files.Names;
import java.util.ArrayList;

/**
 * An entry's path, cleaned: no empty parts, no {@code .}, and never a {@code ..}.
 *
 * @param parent the directory's path, empty for the root
 * @param name the last part, empty for the root itself
 */
record LayerPath(String parent, String name) {

    /** Cleans a name from an archive; an absolute one is meant from the root, one with {@code ..} is refused. */
    static LayerPath of(String raw) throws TarException {
        var parts = new ArrayList<String>();
        for (var part : raw.split("/")) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (part.equals("..")) {
                throw new TarException("the layer has a path with \"..\": " + Names.shown(raw));
            }
            parts.add(part);
        }
        if (parts.isEmpty()) {
            return new LayerPath("", "");
        }
        String name = parts.removeLast();
        return new LayerPath(String.join("/", parts), name);
    }

    boolean isRoot() {
        return name.isEmpty();
    }

    String whole() {
        return parent.isEmpty() ? name : parent + "/" + name;
    }
}
