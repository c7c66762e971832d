package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import java.io.IOException;

/**
 * A command by its longer name, such as {@code container ls} for {@code ps}.
 *
 * @param name the longer name
 * @param command what it does
 */
public record Renamed(String name, Command command) implements Command {

    @Override
    public Form form() {
        return command.form().called(name);
    }

    @Override
    public int run(Given given, Session session) throws IOException {
        return command.run(given, session);
    }

    @Override
    public int refused() {
        return command.refused();
    }
}
