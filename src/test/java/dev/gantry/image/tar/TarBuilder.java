package dev.gantry.image.tar;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Makes tar archives, also those that no proper program would make. */
public final class TarBuilder {

    public static final long TIME = 1577836800;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public TarBuilder file(String name, String content, int mode, int uid, int gid) {
        return file(name, content.getBytes(UTF_8), mode, uid, gid);
    }

    public TarBuilder file(String name, byte[] content, int mode, int uid, int gid) {
        raw(head(name, content.length, '0', mode, uid, gid, "", 0, 0));
        raw(content);
        return raw(new byte[-content.length & 511]);
    }

    public TarBuilder directory(String name) {
        return raw(head(name + "/", 0, '5', 0755, 0, 0, "", 0, 0));
    }

    public TarBuilder symlink(String name, String target) {
        return raw(head(name, 0, '2', 0777, 0, 0, target, 0, 0));
    }

    public TarBuilder hardLink(String name, String target) {
        return raw(head(name, 0, '1', 0644, 0, 0, target, 0, 0));
    }

    public TarBuilder device(String name, char type, int major, int minor) {
        return raw(head(name, 0, type, 0666, 0, 0, "", major, minor));
    }

    public TarBuilder fifo(String name) {
        return raw(head(name, 0, '6', 0644, 0, 0, "", 0, 0));
    }

    /** PAX records for the next entry. */
    public TarBuilder pax(Map<String, String> records) {
        var bytes = new HashMap<String, byte[]>();
        records.forEach((key, value) -> bytes.put(key, value.getBytes(UTF_8)));
        return paxBytes(bytes);
    }

    public TarBuilder pax(String key, byte[] value) {
        return paxBytes(Map.of(key, value));
    }

    public TarBuilder raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public byte[] bytes() {
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(out.toByteArray());
        whole.writeBytes(new byte[1024]);
        return whole.toByteArray();
    }

    public static byte[] head(String name, long size) {
        return head(name, size, '0');
    }

    public static byte[] head(String name, long size, char type) {
        return head(name, size, type, 0644, 0, 0, "", 0, 0);
    }

    private TarBuilder paxBytes(Map<String, byte[]> records) {
        var data = new ByteArrayOutputStream();
        records.forEach((key, value) -> {
            int rest = key.getBytes(UTF_8).length + value.length + 3;
            int length = rest + String.valueOf(rest).length();
            if (String.valueOf(length).length() > String.valueOf(rest).length()) {
                length++;
            }
            data.writeBytes((length + " " + key + "=").getBytes(UTF_8));
            data.writeBytes(value);
            data.write('\n');
        });
        raw(head("pax", data.size(), 'x'));
        raw(data.toByteArray());
        return raw(new byte[-data.size() & 511]);
    }

    private static byte[] head(String name, long size, char type, int mode, int uid, int gid, String link, int major, int minor) {
        var block = new byte[512];
        put(block, 0, name);
        put(block, 100, String.format("%07o", mode));
        put(block, 108, String.format("%07o", uid));
        put(block, 116, String.format("%07o", gid));
        put(block, 124, String.format("%011o", size));
        put(block, 136, String.format("%011o", TIME));
        put(block, 148, "        ");
        block[156] = (byte) type;
        put(block, 157, link);
        put(block, 257, "ustar\00000");
        put(block, 329, String.format("%07o", major));
        put(block, 337, String.format("%07o", minor));
        long sum = 0;
        for (byte b : block) {
            sum += b & 0xFF;
        }
        put(block, 148, String.format("%06o\0 ", sum));
        return block;
    }

    private static void put(byte[] block, int at, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, block, at, Math.min(bytes.length, 100));
    }
}
