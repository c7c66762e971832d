package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import dev.gantry.cli.args.Option.Count;
import dev.gantry.cli.http.Reply;
import dev.gantry.cli.http.Request;
import dev.gantry.cli.image.Credentials;
import dev.gantry.cli.image.ImageName;
import dev.gantry.cli.image.Progress;
import dev.gantry.cli.stream.Terminal;
import java.io.IOException;

/** {@code gantry push}: sends an image to a registry. */
public final class Push implements Command {

    private static final Option.Switch ALL_TAGS = Option.flag('a', "all-tags", "Push all tags of an image to the repository");
    private static final Option.Text PLATFORM = Option.text("platform", "string", "Push a platform-specific manifest as a single-platform image to the registry");
    private static final Option.Switch QUIET = Option.flag('q', "quiet", "Suppress verbose output");

    /** The API wants the header even where nobody has signed in: an empty object in base64. */
    private static final String NOBODY = "e30=";

    @Override
    public Form form() {
        return Form.of("push", "[OPTIONS] NAME[:TAG]", "Upload an image to a registry", Count.exactly(1), ALL_TAGS, PLATFORM, QUIET);
    }

    @Override
    public int run(Given given, Session session) throws IOException {
        ImageName image = ImageName.parse(given.words().getFirst());
        boolean all = given.is(ALL_TAGS);
        if (!given.is(QUIET) && !image.hasTag() && !all) {
            session.out().println("Using default tag: latest");
        }
        Request request = Request.post("/images/" + Request.segment(image.familiar()) + "/push").withGiven("tag", all ? "" : image.tag()).withGiven("platform", given.text(PLATFORM))
                .header("X-Registry-Auth", Credentials.ofUser().header(image.domain()).orElse(NOBODY));
        try (Reply reply = session.engine().open(request)) {
            if (given.is(QUIET)) {
                Progress.follow(reply);
                session.out().println(image.whole());
            } else {
                Progress.show(reply, session.out(), Terminal.isOutput());
            }
        }
        return 0;
    }
}
