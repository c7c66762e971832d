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
import dev.gantry.cli.stream.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** {@code gantry save}: writes images to an archive. */
public final class Save implements Command {

    private static final Option.Text OUTPUT = Option.text('o', "output", "string", "Write to a file, instead of STDOUT");
    private static final Option.Text PLATFORM = Option.text("platform", "string", "Save only the given platform variant. Formatted as \"os[/arch[/variant]]\"");

    @Override
    public Form form() {
        return Form.of("save", "[OPTIONS] IMAGE [IMAGE...]", "Save one or more images to a tar archive (streamed to STDOUT by default)", Count.atLeast(1), OUTPUT, PLATFORM);
    }

    @Override
    public int run(Given given, Session session) throws IOException {
        if (!given.has(OUTPUT) && Terminal.isOutput()) {
            throw new Failure(1, "cowardly refusing to save to a terminal. Use the -o flag or redirect");
        }
        Request request = Request.get("/images/get");
        for (String image : given.words()) {
            request = request.with("names", image);
        }
        try (Reply reply = session.engine().open(request.withGiven("platform", given.text(PLATFORM)))) {
            if (given.has(OUTPUT)) {
                write(reply, Path.of(given.text(OUTPUT)).toAbsolutePath());
            } else {
                reply.body().transferTo(session.rawOut());
            }
        }
        return 0;
    }

    /** A file that is there is a whole one: it gets its name at the end. */
    private static void write(Reply reply, Path file) throws IOException {
        Path written = Files.createTempFile(file.getParent(), ".gantry-save", ".tar");
        try {
            Files.copy(reply.body(), written, StandardCopyOption.REPLACE_EXISTING);
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
