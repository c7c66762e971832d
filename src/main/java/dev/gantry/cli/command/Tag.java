package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Failure;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option.Count;
import dev.gantry.cli.http.Request;
import dev.gantry.cli.image.ImageName;

/** {@code gantry tag}: gives an image one more name. */
public final class Tag implements Command {

    @Override
    public Form form() {
        return Form.of("tag", "SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]", "Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE", Count.exactly(2));
    }

    @Override
    public int run(Given given, Session session) {
        ImageName target = ImageName.parse(given.words().get(1));
        if (!target.digest().isEmpty()) {
            throw new Failure(1, "Error parsing reference: \"" + given.words().get(1) + "\" is not a valid repository/tag: a tag can't be a digest");
        }
        session.engine().call(Request.post("/images/" + Request.segment(given.words().getFirst()) + "/tag").with("repo", target.familiar()).with("tag", target.tag()));
        return 0;
    }
}
