package dev.gantry.dockerapi;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the kernel and the distribution say of this machine; an empty text or 0 where they don't. */
final class Host {

    private static final Path PROC = Path.of("/proc");

    private Host() {}

    /** The kernel's release, as uname(2) has it. */
    static String kernel() {
        return read(PROC.resolve("sys/kernel/osrelease"));
    }

    static String name() {
        String name = read(PROC.resolve("sys/kernel/hostname"));
        return name.isEmpty() ? InetAddress.getLoopbackAddress().getHostName() : name;
    }

    /** One value of os-release(5). */
    static String distribution(String key) {
        return osRelease().getOrDefault(key, "");
    }

    /** Bytes of memory, from proc_meminfo(5). */
    static long memory() {
        try (Stream<String> lines = Files.lines(PROC.resolve("meminfo"))) {
            return lines.filter(line -> line.startsWith("MemTotal:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(kibibytes -> Long.parseLong(kibibytes) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** The machine in uname(1)'s word. */
    static String machine() {
        return switch (System.getProperty("os.arch")) {
            case "amd64" -> "x86_64";
            case "aarch64" -> "aarch64";
            case String other -> other;
        };
    }

    /** Whether a switch under /proc/sys is on. */
    static boolean isOn(String sysctl) {
        return read(PROC.resolve("sys").resolve(sysctl)).equals("1");
    }

    /** The type of the file system that a path is on. */
    static String fileSystem(Path path) {
        try {
            return Files.getFileStore(path).type();
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** A user's name on this host, from passwd(5), or the number. */
    static String userName(int uid) {
        try (Stream<String> lines = Files.lines(Path.of("/etc/passwd"), StandardCharsets.ISO_8859_1)) {
            return lines.map(line -> line.split(":"))
                    .filter(fields -> fields.length > 2 && fields[2].equals(Integer.toString(uid)))
                    .map(fields -> fields[0])
                    .findFirst()
                    .orElse(Integer.toString(uid));
        } catch (IOException e) {
            return Integer.toString(uid);
        }
    }

    /** How many descriptors this process has open. */
    static int openDescriptors() {
        String[] open = PROC.resolve("self/fd").toFile().list();
        return open == null ? 0 : open.length;
    }

    private static Map<String, String> osRelease() {
        try (Stream<String> lines = Files.lines(Path.of("/etc/os-release"))) {
            return lines.filter(line -> line.contains("=") && !line.startsWith("#"))
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1].replaceAll("^[\"']|[\"']$", ""), (first, second) -> second));
        } catch (IOException e) {
            return Map.of();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
