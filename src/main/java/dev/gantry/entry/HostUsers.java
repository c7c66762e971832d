package dev.gantry.entry;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The names of the host's users, from passwd(5); a user that it does not list is called by the number. */
final class HostUsers {

    private static final Path PASSWD = Path.of("/etc/passwd");
    private static final int NAME_FIELD = 0;
    private static final int UID_FIELD = 2;

    private final Map<Integer, String> names = new ConcurrentHashMap<>();

    String name(int uid) {
        return names.computeIfAbsent(uid, HostUsers::find);
    }

    private static String find(int uid) {
        String wanted = Integer.toUnsignedString(uid);
        try (BufferedReader lines = Files.newBufferedReader(PASSWD, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(":", -1);
                if (fields.length > UID_FIELD && fields[UID_FIELD].equals(wanted)) {
                    return fields[NAME_FIELD];
                }
            }
        } catch (IOException e) {
            return "uid:" + wanted;
        }
        return "uid:" + wanted;
    }
}
