package dev.gantry.entry;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which Host headers a TCP request may carry. A page of a foreign site that has pointed its own name at our address (DNS rebinding) sends that name;
 * an address literal can't be pointed anywhere, so those are allowed besides localhost and the names that were configured.
 */
final class HostRule {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]+]");
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

    private final Set<String> names;

    HostRule(Collection<String> configured) {
        names = configured.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    boolean allows(String hostHeader) {
        if (hostHeader == null) {
            return false;
        }
        String host = PORT.matcher(hostHeader.toLowerCase(Locale.ROOT)).replaceFirst("");
        return host.equals("localhost") || names.contains(host) || IPV4.matcher(host).matches() || IPV6.matcher(host).matches();
    }
}
