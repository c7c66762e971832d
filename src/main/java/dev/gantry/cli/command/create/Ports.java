package dev.gantry.cli.command.create;

import dev.gantry.cli.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Published and exposed ports as the API takes them.
 *
 * @param exposed an empty object a port, by {@code 80/tcp}
 * @param bindings a list of addresses and ports of the host a port
 */
record Ports(Map<String, Object> exposed, Map<String, Object> bindings) {

    private static final int REFUSED = 125;
    private static final int HIGHEST = 65_535;

    /**
     * Reads {@code [[address:]host:]port[/protocol]} texts, with ranges such as {@code 8000-8010}.
     *
     * @throws Failure if one is no port
     */
    static Ports of(List<String> publish, List<String> expose) {
        Ports ports = new Ports(new LinkedHashMap<>(), new LinkedHashMap<>());
        expose.forEach(ports::expose);
        publish.forEach(ports::publish);
        return ports;
    }

    private record Range(int first, int last) {
        static Range parse(String text, String what) {
            String[] ends = text.split("-", -1);
            try {
                Range range = new Range(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
                if (ends.length <= 2 && range.first >= 0 && range.first <= range.last && range.last <= HIGHEST) {
                    return range;
                }
            } catch (NumberFormatException e) {
                throw new Failure(REFUSED, "gantry: invalid " + what + ": " + text + "\n\nRun 'gantry run --help' for more information");
            }
            throw new Failure(REFUSED, "gantry: invalid " + what + ": " + text + "\n\nRun 'gantry run --help' for more information");
        }

        int size() {
            return last - first + 1;
        }

        @Override
        public String toString() {
            return first == last ? Integer.toString(first) : first + "-" + last;
        }
    }

    private void expose(String text) {
        Range range = Range.parse(withoutProtocol(text), "range format for --expose");
        for (int port = range.first(); port <= range.last(); port++) {
            exposed.put(port + "/" + protocol(text), Map.of());
        }
    }

    private void publish(String text) {
        String plain = withoutProtocol(text);
        int colon = plain.lastIndexOf(':');
        Range inside = Range.parse(plain.substring(colon + 1), "containerPort");
        String before = colon < 0 ? "" : plain.substring(0, colon);
        int second = before.startsWith("[") ? before.indexOf(']') + 1 : before.indexOf(':');
        String address = second > 0 && second < before.length() ? before.substring(0, second) : before.startsWith("[") || before.contains(".") ? before : "";
        String host = address.isEmpty() ? before : before.substring(Math.min(before.length(), address.length() + 1));
        Range outside = host.isEmpty() ? null : Range.parse(host, "hostPort");
        if (outside != null && outside.size() != inside.size() && inside.size() != 1) {
            throw new Failure(REFUSED, "gantry: invalid ranges specified for container and host Ports: " + plain + "\n\nRun 'gantry run --help' for more information");
        }
        for (int offset = 0; offset < inside.size(); offset++) {
            String port = inside.first() + offset + "/" + protocol(text);
            exposed.put(port, Map.of());
            Map<String, Object> binding = new LinkedHashMap<>();
            binding.put("HostIp", address.replace("[", "").replace("]", ""));
            binding.put("HostPort", outside == null ? "" : inside.size() == 1 ? outside.toString() : Integer.toString(outside.first() + offset));
            add(port, binding);
        }
    }

    @SuppressWarnings("unchecked")
    private void add(String port, Map<String, Object> binding) {
        ((List<Object>) bindings.computeIfAbsent(port, ignored -> new ArrayList<>())).add(binding);
    }

    private static String withoutProtocol(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? text : text.substring(0, slash);
    }

    private static String protocol(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? "tcp" : text.substring(slash + 1).toLowerCase(java.util.Locale.ROOT);
    }
}
