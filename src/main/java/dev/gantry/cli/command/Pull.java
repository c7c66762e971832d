package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import dev.gantry.cli.args.Option.Count;
import dev.gantry.cli.image.ImageName;
import dev.gantry.cli.image.Pulling;
import java.io.IOException;

/** {@code gantry pull}: fetches an image from a registry. */
public final class Pull implements Command {

    private static final Option.Switch ALL_TAGS = Option.flag('a', "all-tags", "Download all tagged images in the repository");
    private static final Option.Text PLATFORM = Option.text("platform", "string", "Set platform if server is multi-platform capable");
    private static final Option.Switch QUIET = Option.flag('q', "quiet", "Suppress verbose output");

    @Override
    public Form form() {
        return Form.of("pull", "[OPTIONS] NAME[:TAG|@DIGEST]", "Download an image from a registry", Count.exactly(1), ALL_TAGS, PLATFORM, QUIET);
    }

    @Override
    public int run(Given given, Session session) throws IOException {
        ImageName image = ImageName.parse(given.words().getFirst());
        boolean quiet = given.is(QUIET);
        if (!quiet && !image.hasTag() && !given.is(ALL_TAGS)) {
            session.out().println("Using default tag: latest");
        }
        Pulling.pull(image, given.text(PLATFORM), given.is(ALL_TAGS), quiet, session.out(), session);
        session.out().println(image.whole());
        return 0;
    }
}
