package dev.gantry.network;

import dev.gantry.model.EngineFailure;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.NotDone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The files by which a container knows names: hosts(5), hostname(5) and resolv.conf(5).
 *
 * @param extraHosts {@code name:address}
 */
public record NameFiles(NetworkMode mode, String hostname, String domainname, List<String> dns, List<String> dnsSearch, List<String> dnsOptions,
                        List<String> extraHosts) {

    private static final Path HOST_RESOLV_CONF = Path.of("/etc/resolv.conf");
    private static final Path HOST_HOSTS = Path.of("/etc/hosts");
    private static final Pattern LOOPBACK = Pattern.compile("nameserver\\s+(127\\.\\S+|::1)\\s*");
    private static final String LOCAL = """
            127.0.0.1\tlocalhost
            ::1\tlocalhost ip6-localhost ip6-loopback
            fe00::0\tip6-localnet
            ff00::0\tip6-mcastprefix
            ff02::1\tip6-allnodes
            ff02::2\tip6-allrouters
            """;

    /** Writes the three files anew. */
    public void write(Path hosts, Path hostnameFile, Path resolvConf) {
        try {
            Files.writeString(hosts, hosts());
            Files.writeString(hostnameFile, hostname + "\n");
            Files.writeString(resolvConf, resolvConf());
        } catch (IOException e) {
            throw new EngineFailure("write the container's " + hosts.getParent() + ": " + e.getMessage(), e);
        }
    }

    private String hosts() throws IOException {
        boolean host = mode instanceof NetworkMode.Host;
        var text = new StringBuilder(host && Files.exists(HOST_HOSTS) ? Files.readString(HOST_HOSTS) : LOCAL);
        for (var extra : extraHosts) {
            int separator = separator(extra);
            var address = extra.substring(separator + 1);
            if (address.equals("host-gateway")) {
                throw new NotDone("host-gateway is not supported until containers have a bridge: name an address in --add-host " + extra.substring(0, separator));
            }
            text.append(address).append('\t').append(extra, 0, separator).append('\n');
        }
        if (mode instanceof NetworkMode.Private) {
            text.append("127.0.0.1\t").append(domainname.isEmpty() ? "" : hostname + "." + domainname + " ").append(hostname).append('\n');
        }
        return text.toString();
    }

    private static int separator(String extra) {
        int separator = extra.indexOf(extra.indexOf(':') < 0 ? '=' : ':');
        if (separator <= 0) {
            throw new InvalidRequest("bad format for add-host: \"" + extra + "\"");
        }
        return separator;
    }

    /** What the user gave for each kind of line, else the host's; a name server on the host's own loopback can't be reached from another network. */
    private String resolvConf() throws IOException {
        var lines = new ArrayList<String>();
        for (var line : hostLines()) {
            boolean replaced = line.startsWith("nameserver") && (!dns.isEmpty() || !(mode instanceof NetworkMode.Host) && LOOPBACK.matcher(line).matches())
                    || (line.startsWith("search") || line.startsWith("domain")) && !dnsSearch.isEmpty()
                    || line.startsWith("options") && !dnsOptions.isEmpty();
            if (!replaced) {
                lines.add(line);
            }
        }
        dns.forEach(server -> lines.add("nameserver " + server));
        if (!dnsSearch.isEmpty() && !dnsSearch.equals(List.of("."))) {
            lines.add("search " + String.join(" ", dnsSearch));
        }
        if (!dnsOptions.isEmpty()) {
            lines.add("options " + String.join(" ", dnsOptions));
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<String> hostLines() throws IOException {
        try {
            return Files.readAllLines(HOST_RESOLV_CONF).stream().filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith(";")).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
