package dev.gantry.image.layer;

import dev.gantry.image.tar.TarEntry;
import dev.gantry.linux.Errno;
import dev.gantry.linux.KernelException;
import dev.gantry.linux.files.Names;
import java.io.IOException;

/** Says for which entry the kernel refused something while a layer was written, and whether it is the disk's fault. */
public final class LayerFailure extends IOException {

    private static final long serialVersionUID = 1;

    private LayerFailure(String message, Throwable cause) {
        super(message, cause);
    }

    static LayerFailure of(TarEntry entry, KernelException cause) {
        String where = "write /" + Names.shown(entry.name());
        return new LayerFailure(where + ": " + Errno.text(cause.errno()).toLowerCase(java.util.Locale.ROOT) + " (" + cause.call() + ")", cause);
    }
}
