package dev.gantry.image.layer;

import com.sun.jna.Native;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads extended attributes, which Java can only in the user's namespace. */
final class Xattr {

    static {
        Native.register(Xattr.class, "c");
    }

    private Xattr() {}

    private static native long lgetxattr(String path, String name, byte[] value, long size);

    static byte[] bytes(Path path, String name) {
        var buffer = new byte[256];
        long size = lgetxattr(path.toString(), name, buffer, buffer.length);
        return size < 0 ? new byte[0] : Arrays.copyOf(buffer, (int) size);
    }

    static String get(Path path, String name) {
        return new String(bytes(path, name));
    }
}
