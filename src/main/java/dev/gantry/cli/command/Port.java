package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Failure;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option.Count;
import dev.gantry.cli.http.Request;
import dev.gantry.cli.json.Node;
import java.util.Comparator;
import java.util.List;

/** {@code gantry port}: where the host answers for a container's ports. */
public final class Port implements Command {

    @Override
    public Form form() {
        return Form.of("port", "CONTAINER [PRIVATE_PORT[/PROTO]]", "List port mappings or a specific mapping for the container", Count.between(1, 2));
    }

    @Override
    public int run(Given given, Session session) {
        String container = given.words().getFirst();
        Node ports = session.engine().call(Request.get("/containers/" + Request.segment(container) + "/json")).at("NetworkSettings").at("Ports");
        if (given.words().size() == 1) {
            ports.members().keySet().stream().sorted(Comparator.comparingInt(Port::number).thenComparing(Comparator.naturalOrder()))
                    .forEach(port -> bindings(ports.at(port)).forEach(binding -> session.out().println(port + " -> " + binding)));
            return 0;
        }
        String wanted = given.words().get(1);
        List<String> found = bindings(ports.at(wanted.contains("/") ? wanted : wanted + "/tcp"));
        if (found.isEmpty()) {
            throw new Failure(1, "Error: No public port '" + wanted + "' published for " + container);
        }
        found.forEach(session.out()::println);
        return 0;
    }

    private static int number(String port) {
        String digits = port.replaceFirst("/.*", "");
        return digits.chars().allMatch(Character::isDigit) && !digits.isEmpty() ? Integer.parseInt(digits) : 0;
    }

    private static List<String> bindings(Node port) {
        return port.list().stream().map(binding -> {
            String address = binding.at("HostIp").text();
            return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + binding.at("HostPort").text();
        }).toList();
    }
}
