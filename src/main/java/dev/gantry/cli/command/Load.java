package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Failure;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import dev.gantry.cli.args.Option.Count;
import dev.gantry.cli.http.Reply;
import dev.gantry.cli.http.Request;
import dev.gantry.cli.image.Progress;
import dev.gantry.cli.stream.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** {@code gantry load}: takes images from an archive. */
public final class Load implements Command {

    private static final Option.Text INPUT = Option.text('i', "input", "string", "Read from tar archive file, instead of STDIN");
    private static final Option.Text PLATFORM = Option.text("platform", "string", "Load only the given platform variant. Formatted as \"os[/arch[/variant]]\"");
    private static final Option.Switch QUIET = Option.flag('q', "quiet", "Suppress the load output");

    @Override
    public Form form() {
        return Form.of("load", "[OPTIONS]", "Load an image from a tar archive or STDIN", Count.NONE, INPUT, PLATFORM, QUIET);
    }

    @Override
    public int run(Given given, Session session) throws IOException {
        if (!given.has(INPUT) && Terminal.isInput()) {
            throw new Failure(1, "requested load from stdin, but stdin is empty");
        }
        boolean quiet = given.is(QUIET) || !Terminal.isOutput();
        try (InputStream archive = given.has(INPUT) ? open(given.text(INPUT)) : session.in();
                Reply reply = session.engine().open(Request.post("/images/load").with("quiet", quiet ? 1 : 0).withGiven("platform", given.text(PLATFORM)).stream(archive, "application/x-tar"))) {
            Progress.show(reply, session.out(), Terminal.isOutput());
        }
        return 0;
    }

    private static InputStream open(String file) throws IOException {
        try {
            return Files.newInputStream(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new Failure(1, "open " + file + ": no such file or directory");
        }
    }
}
