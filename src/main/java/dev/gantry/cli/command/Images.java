package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import dev.gantry.cli.args.Option.Count;
import dev.gantry.cli.http.Request;
import dev.gantry.cli.json.Node;
import dev.gantry.cli.show.Listing;
import dev.gantry.cli.show.Moments;
import dev.gantry.cli.show.Units;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code gantry images}: lists images, a row for each of their names. */
public final class Images implements Command {

    private static final Option.Switch ALL = Option.flag('a', "all", "Show all images (default hides intermediate images)");
    private static final Option.Switch DIGESTS = Option.flag("digests", "Show digests");
    private static final Option.Switch QUIET = Lists.quiet("image");
    private static final Listing LISTING = Listing.of("Repository", "REPOSITORY", "Tag", "TAG", "Digest", "DIGEST", "ID", "IMAGE ID", "CreatedSince", "CREATED", "Size", "SIZE",
            "CreatedAt", "CREATED AT", "Containers", "CONTAINERS", "SharedSize", "SHARED SIZE", "UniqueSize", "UNIQUE SIZE", "VirtualSize", "SIZE");
    private static final String NONE = "<none>";

    @Override
    public Form form() {
        return Form.of("images", "[OPTIONS] [REPOSITORY[:TAG]]", "List images", Count.atMost(1), ALL, DIGESTS, Lists.FILTER, Lists.FORMAT, Lists.NO_TRUNC, QUIET);
    }

    @Override
    public int run(Given given, Session session) {
        List<String> filters = given.words().isEmpty() ? given.all(Lists.FILTER) : Lists.and(given.all(Lists.FILTER), "reference=" + given.words().getFirst());
        Node found = session.engine().call(Request.get("/images/json").withIf(given.is(ALL), "all").withGiven("filters", Lists.filters(filters)));
        String format = Lists.format(given, QUIET, "{{.ID}}");
        boolean digests = given.is(DIGESTS) || format.contains(".Digest");
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Node image : found.list()) {
            names(image, digests).forEach(name -> rows.add(row(image, name, given.is(Lists.NO_TRUNC))));
        }
        String[] columns = given.is(DIGESTS) ? new String[] {"Repository", "Tag", "Digest", "ID", "CreatedSince", "Size"} : new String[] {"Repository", "Tag", "ID", "CreatedSince", "Size"};
        session.out().print(LISTING.showing(columns).show(format, rows));
        return 0;
    }

    private record Name(String repository, String tag, String digest) {}

    /** A name for each tag; with digests also one for each digest that a repository has without a tag. */
    private static List<Name> names(Node image, boolean digests) {
        Map<String, Set<String>> tags = new LinkedHashMap<>();
        image.at("RepoTags").texts().filter(tag -> !tag.startsWith(NONE)).forEach(tag -> {
            int colon = tag.lastIndexOf(':');
            tags.computeIfAbsent(tag.substring(0, colon), ignored -> new LinkedHashSet<>()).add(tag.substring(colon + 1));
        });
        Map<String, String> known = new LinkedHashMap<>();
        image.at("RepoDigests").texts().filter(digest -> !digest.startsWith(NONE)).forEach(digest -> known.put(digest.substring(0, digest.indexOf('@')), digest.substring(digest.indexOf('@') + 1)));
        List<Name> names = new ArrayList<>();
        tags.forEach((repository, its) -> its.forEach(tag -> names.add(new Name(repository, tag, digests ? known.getOrDefault(repository, NONE) : NONE))));
        known.forEach((repository, digest) -> {
            if (!tags.containsKey(repository)) {
                names.add(new Name(repository, NONE, digest));
            }
        });
        if (names.isEmpty()) {
            names.add(new Name(NONE, NONE, NONE));
        }
        return names;
    }

    private static Map<String, Object> row(Node image, Name name, boolean whole) {
        Instant created = Instant.ofEpochSecond(image.at("Created").number());
        String id = image.at("Id").text();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("Repository", name.repository());
        row.put("Tag", name.tag());
        row.put("Digest", name.digest());
        row.put("ID", whole ? id : Units.shortId(id));
        row.put("CreatedSince", Moments.ago(created));
        row.put("CreatedAt", Moments.withZone(created));
        row.put("Size", Units.size(image.at("Size").number(), 3));
        row.put("Containers", "N/A");
        row.put("SharedSize", "N/A");
        row.put("UniqueSize", "N/A");
        row.put("VirtualSize", Units.size(image.at("Size").number(), 4));
        return row;
    }
}
