package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import dev.gantry.cli.args.Option.Count;
import dev.gantry.cli.http.Request;
import dev.gantry.cli.json.Json;
import dev.gantry.cli.json.Node;
import dev.gantry.cli.show.Units;
import dev.gantry.cli.template.Template;
import java.util.stream.Collectors;

/** {@code gantry info}: what the engine is, and what it has. */
public final class Info implements Command {

    private static final Option.Text FORMAT = Option.text('f', "format", "string", "Format output using a custom template: 'json', or a Go template");

    @Override
    public Form form() {
        return Form.of("info", "[OPTIONS]", "Display system-wide information", Count.NONE, FORMAT);
    }

    @Override
    public int run(Given given, Session session) {
        Node info = session.engine().call(Request.get("/info"));
        switch (given.text(FORMAT)) {
            case "" -> session.out().print(shown(info));
            case "json" -> session.out().println(Json.write(info.value()));
            default -> session.out().println(Template.parse(given.text(FORMAT)).execute(info.value()));
        }
        return 0;
    }

    private static String shown(Node info) {
        StringBuilder text = new StringBuilder("Server:\n");
        line(text, " Containers", info.at("Containers").text());
        line(text, "  Running", info.at("ContainersRunning").text());
        line(text, "  Paused", info.at("ContainersPaused").text());
        line(text, "  Stopped", info.at("ContainersStopped").text());
        line(text, " Images", info.at("Images").text());
        line(text, " Server Version", info.at("ServerVersion").text());
        line(text, " Storage Driver", info.at("Driver").text());
        info.at("DriverStatus").list().forEach(pair -> line(text, "  " + pair.list().getFirst().text(), pair.list().getLast().text()));
        line(text, " Logging Driver", info.at("LoggingDriver").text());
        line(text, " Cgroup Driver", info.at("CgroupDriver").text());
        line(text, " Cgroup Version", info.at("CgroupVersion").text());
        text.append(" Plugins:\n");
        info.at("Plugins").members().forEach((kind, names) -> line(text, "  " + kind, new Node(names).texts().collect(Collectors.joining(" "))));
        text.append(" Security Options:\n");
        info.at("SecurityOptions").texts().forEach(option -> text.append("  ").append(option.replaceFirst("^name=", "")).append('\n'));
        line(text, " Kernel Version", info.at("KernelVersion").text());
        line(text, " Operating System", info.at("OperatingSystem").text());
        line(text, " OSType", info.at("OSType").text());
        line(text, " Architecture", info.at("Architecture").text());
        line(text, " CPUs", info.at("NCPU").text());
        line(text, " Total Memory", Units.binarySize(info.at("MemTotal").number()));
        line(text, " Name", info.at("Name").text());
        line(text, " ID", info.at("ID").text());
        line(text, " Docker Root Dir", info.at("DockerRootDir").text());
        text.append(" Insecure Registries:\n");
        info.at("RegistryConfig").at("InsecureRegistryCIDRs").texts().forEach(range -> text.append("  ").append(range).append('\n'));
        line(text, " Live Restore Enabled", info.at("LiveRestoreEnabled").text());
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append('\n');
    }
}
