package dev.gantry.cli.show;

import dev.gantry.cli.json.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A container's ports as {@code ps} shows them: {@code 0.0.0.0:8000-8001->80-81/tcp, 9000/udp}. */
public final class PortList {

    private record Port(String address, long outside, long inside, String protocol) {

        boolean follows(Port before) {
            return inside == before.inside + 1 && (outside == 0 || outside == before.outside + 1);
        }
    }

    private PortList() {}

    /** The ports of the API's list of containers; ports that follow each other are one range. */
    public static String of(List<Node> ports) {
        Map<String, List<Port>> groups = new LinkedHashMap<>();
        ports.stream()
                .map(port -> new Port(port.at("IP").text(), port.at("PublicPort").number(), port.at("PrivatePort").number(), port.at("Type").text()))
                .sorted(Comparator.comparingLong(Port::inside).thenComparing(Port::address).thenComparingLong(Port::outside).thenComparing(Port::protocol))
                .forEach(port -> groups.computeIfAbsent(port.protocol() + "/" + port.address() + "/" + (port.outside() == 0), ignored -> new ArrayList<>()).add(port));
        List<String> shown = new ArrayList<>();
        for (List<Port> group : groups.values()) {
            int first = 0;
            for (int at = 1; at <= group.size(); at++) {
                if (at == group.size() || !group.get(at).follows(group.get(at - 1))) {
                    shown.add(range(group.get(first), group.get(at - 1)));
                    first = at;
                }
            }
        }
        return String.join(", ", shown);
    }

    private static String range(Port first, Port last) {
        String inside = span(first.inside(), last.inside()) + "/" + first.protocol();
        if (first.outside() == 0) {
            return inside;
        }
        String address = first.address().indexOf(':') < 0 ? first.address() : "[" + first.address() + "]";
        return (address.isEmpty() ? "" : address + ":") + span(first.outside(), last.outside()) + "->" + inside;
    }

    private static String span(long first, long last) {
        return first == last ? Long.toString(first) : first + "-" + last;
    }
}
