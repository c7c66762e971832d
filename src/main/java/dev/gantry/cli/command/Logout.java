package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option.Count;
import dev.gantry.cli.image.Credentials;
import java.io.IOException;

/** {@code gantry logout}: forgets the name and password for a registry. */
public final class Logout implements Command {

    @Override
    public Form form() {
        return Form.of("logout", "[SERVER]", "Log out from a registry", Count.atMost(1));
    }

    @Override
    public int run(Given given, Session session) throws IOException {
        String server = Credentials.server(given.words().isEmpty() ? "" : given.words().getFirst());
        session.out().println((Credentials.ofUser().remove(server) ? "Removing login credentials for " : "Not logged in to ") + server);
        return 0;
    }
}
