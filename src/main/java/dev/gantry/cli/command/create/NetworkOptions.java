package dev.gantry.cli.command.create;

import static dev.gantry.cli.args.Option.flag;
import static dev.gantry.cli.args.Option.many;
import static dev.gantry.cli.args.Option.text;

import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import dev.gantry.cli.args.UsageError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Networks, addresses, ports and names. */
final class NetworkOptions implements OptionGroup {

    private static final Option.Many ADD_HOST = many("add-host", "list", "Add a custom host-to-IP mapping (host:ip)");
    private static final Option.Many DNS = many("dns", "list", "Set custom DNS servers");
    private static final Option.Many DNS_OPTION = many("dns-option", "list", "Set DNS options");
    private static final Option.Many DNS_SEARCH = many("dns-search", "list", "Set custom DNS search domains");
    private static final Option.Many EXPOSE = many("expose", "list", "Expose a port or a range of ports");
    private static final Option.Text IP = text("ip", "string", "IPv4 address (e.g., 172.30.100.104)");
    private static final Option.Text IP6 = text("ip6", "string", "IPv6 address (e.g., 2001:db8::33)");
    private static final Option.Many LINK = many("link", "list", "Add link to another container");
    private static final Option.Text MAC_ADDRESS = text("mac-address", "string", "Container MAC address (e.g., 92:d0:c6:0a:29:33)");
    private static final Option.Many NETWORK = many("network", "network", "Connect a container to a network");
    private static final Option.Many NET = many("net", "network", "");
    private static final Option.Many NETWORK_ALIAS = many("network-alias", "list", "Add network-scoped alias for the container");
    private static final Option.Many PUBLISH = many('p', "publish", "list", "Publish a container's port(s) to the host");
    private static final Option.Switch PUBLISH_ALL = flag('P', "publish-all", "Publish all exposed ports to random ports");

    @Override
    public List<Option> options() {
        return List.of(ADD_HOST, DNS, DNS_OPTION, DNS_SEARCH, EXPOSE, IP, IP6, LINK, MAC_ADDRESS, NETWORK, NET, NETWORK_ALIAS, PUBLISH, PUBLISH_ALL);
    }

    @Override
    public void fill(Body body, Given given) {
        body.host("ExtraHosts", given.all(ADD_HOST).stream().map(NetworkOptions::host).toList());
        body.host("Dns", given.all(DNS));
        body.host("DnsOptions", given.all(DNS_OPTION));
        body.host("DnsSearch", given.all(DNS_SEARCH));
        body.host("Links", given.all(LINK));
        body.host("PublishAllPorts", given.is(PUBLISH_ALL));
        Ports ports = Ports.of(given.all(PUBLISH), given.all(EXPOSE));
        body.addToConfig("ExposedPorts", ports.exposed());
        body.host("PortBindings", ports.bindings());
        fillNetworks(body, given);
    }

    /** {@code name:address}, or {@code name=address}, which an IPv6 address is better read in. */
    private static String host(String text) {
        int equals = text.indexOf('=');
        String mapping = equals > 0 ? text.substring(0, equals) + ":" + text.substring(equals + 1) : text;
        if (mapping.indexOf(':') < 1) {
            throw UsageError.value(ADD_HOST, text, "bad format for add-host: \"" + text + "\"");
        }
        return mapping;
    }

    private static void fillNetworks(Body body, Given given) {
        List<String> names = new ArrayList<>(given.all(NETWORK));
        names.addAll(given.all(NET));
        Map<String, Map<String, Object>> endpoints = new LinkedHashMap<>();
        for (String name : names) {
            Map<String, Object> settings = new LinkedHashMap<>();
            endpoints.put(name.indexOf('=') < 0 ? name : longForm(name, settings), settings);
        }
        String first = endpoints.isEmpty() ? "default" : endpoints.keySet().iterator().next();
        body.host("NetworkMode", first);
        Map<String, Object> settings = endpoints.computeIfAbsent(first, ignored -> new LinkedHashMap<>());
        if (given.has(NETWORK_ALIAS)) {
            settings.put("Aliases", given.all(NETWORK_ALIAS));
        }
        address(settings, "IPv4Address", given.text(IP));
        address(settings, "IPv6Address", given.text(IP6));
        if (given.has(MAC_ADDRESS)) {
            settings.put("MacAddress", given.text(MAC_ADDRESS));
        }
        if (endpoints.size() > 1 || !settings.isEmpty()) {
            endpoints.forEach(body::endpoint);
        }
    }

    /** {@code name=net,alias=web,ip=10.0.0.2}: fills the settings and returns the name. */
    private static String longForm(String text, Map<String, Object> settings) {
        String network = "";
        List<String> aliases = new ArrayList<>();
        for (String field : text.split(",")) {
            String value = field.substring(field.indexOf('=') + 1);
            switch (field.substring(0, Math.max(0, field.indexOf('=')))) {
                case "name" -> network = value;
                case "alias" -> aliases.add(value);
                case "ip" -> address(settings, "IPv4Address", value);
                case "ip6" -> address(settings, "IPv6Address", value);
                case "mac-address" -> settings.put("MacAddress", value);
                case "gw-priority" -> settings.put("GwPriority", Long.parseLong(value));
                default -> throw UsageError.value(NETWORK, text, "invalid field " + field);
            }
        }
        if (!aliases.isEmpty()) {
            settings.put("Aliases", aliases);
        }
        return network;
    }

    @SuppressWarnings("unchecked")
    private static void address(Map<String, Object> settings, String name, String address) {
        if (!address.isEmpty()) {
            ((Map<String, Object>) settings.computeIfAbsent("IPAMConfig", ignored -> new LinkedHashMap<String, Object>())).put(name, address);
        }
    }
}
