package dev.gantry.cli.image;

import dev.gantry.cli.Session;
import dev.gantry.cli.http.Reply;
import dev.gantry.cli.http.Request;
import dev.gantry.cli.stream.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;

/** Has the engine pull an image. */
public final class Pulling {

    private Pulling() {}

    /**
     * Pulls and waits for the end.
     *
     * @param platform such as {@code linux/arm64}, empty for the engine's own
     * @param quiet whether progress is not shown
     */
    public static void pull(ImageName image, String platform, boolean allTags, boolean quiet, PrintStream shownOn, Session session) throws IOException {
        Request request = Request.post("/images/create").with("fromImage", image.familiar()).withGiven("tag", allTags ? "" : image.reference()).withGiven("platform", platform);
        Optional<String> login = Credentials.ofUser().header(image.domain());
        try (Reply reply = session.engine().open(login.map(header -> request.header("X-Registry-Auth", header)).orElse(request))) {
            if (quiet) {
                Progress.follow(reply);
            } else {
                Progress.show(reply, shownOn, Terminal.isOutput());
            }
        }
    }
}
