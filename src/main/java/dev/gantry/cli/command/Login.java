package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Failure;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import dev.gantry.cli.args.Option.Count;
import dev.gantry.cli.http.Request;
import dev.gantry.cli.image.Credentials;
import dev.gantry.cli.json.Node;
import dev.gantry.cli.stream.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@code gantry login}: tries a name and password at a registry and keeps them for pull and push. */
public final class Login implements Command {

    private static final Option.Text PASSWORD = Option.text('p', "password", "string", "Password");
    private static final Option.Switch PASSWORD_STDIN = Option.flag("password-stdin", "Take the password from stdin");
    private static final Option.Text USERNAME = Option.text('u', "username", "string", "Username");

    @Override
    public Form form() {
        return Form.of("login", "[OPTIONS] [SERVER]", "Log in to a registry", Count.atMost(1), PASSWORD, PASSWORD_STDIN, USERNAME);
    }

    @Override
    public int run(Given given, Session session) throws IOException {
        String server = Credentials.server(given.words().isEmpty() ? "" : given.words().getFirst());
        checkPassword(given, session);
        String user = given.has(USERNAME) ? given.text(USERNAME) : asked("Username: ", session);
        String password = password(given, session);
        if (user.isEmpty() || password.isEmpty()) {
            throw new Failure(1, "gantry: a login needs a username and a password");
        }
        Node answer = session.engine().call(Request.post("/auth").json(Credentials.login(server, user, password)));
        Credentials.ofUser().put(server, user, password, Optional.of(answer.at("IdentityToken").text()).filter(token -> !token.isEmpty()));
        session.err().println("The password is kept unencrypted in " + Credentials.ofUser().file() + ", which only you can read.");
        session.out().println(answer.at("Status").text());
        return 0;
    }

    private static void checkPassword(Given given, Session session) {
        if (given.has(PASSWORD) && given.is(PASSWORD_STDIN)) {
            throw new Failure(1, "conflicting options: cannot specify both --password and --password-stdin");
        }
        if (given.is(PASSWORD_STDIN) && !given.has(USERNAME)) {
            throw new Failure(1, "Must provide --username with --password-stdin");
        }
        if (given.has(PASSWORD)) {
            session.err().println("WARNING! Using --password via the CLI is insecure. Use --password-stdin.");
        }
    }

    private static String password(Given given, Session session) throws IOException {
        if (given.has(PASSWORD)) {
            return given.text(PASSWORD);
        }
        if (given.is(PASSWORD_STDIN)) {
            return new String(session.in().readAllBytes(), StandardCharsets.UTF_8).replaceFirst("\\R$", "");
        }
        needTerminal();
        try (var silent = Terminal.withoutEcho()) {
            return asked("Password: ", session);
        } finally {
            session.out().println();
        }
    }

    private static String asked(String question, Session session) throws IOException {
        needTerminal();
        session.out().print(question);
        session.flush();
        return line(session.in());
    }

    private static void needTerminal() {
        if (!Terminal.isInput()) {
            throw new Failure(1, "Error: Cannot perform an interactive login from a non TTY device");
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int each = in.read(); each >= 0 && each != '\n'; each = in.read()) {
            line.write(each);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }
}
