package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option.Count;
import dev.gantry.cli.command.create.OptionGroup;
import java.io.IOException;

/** {@code gantry create}: makes a container without starting it. */
public final class Create implements Command {

    @Override
    public Form form() {
        return Form.optionsFirst("create", "[OPTIONS] IMAGE [COMMAND] [ARG...]", "Create a new container", Count.atLeast(1),
                OptionGroup.with(Creating.CIDFILE, Creating.NAME, Creating.PLATFORM, Creating.PULL, Creating.QUIET));
    }

    @Override
    public int run(Given given, Session session) throws IOException {
        Creating creating = new Creating(given, session);
        session.out().println(creating.create(creating.body(), 1));
        return 0;
    }
}
