package dev.gantry.container;

import dev.gantry.model.InvalidRequest;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Names of containers: Docker's rule for those that users give, and made-up ones. */
final class Names {

    private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]+");

    private static final List<String> ADJECTIVES = List.of("amber", "ample", "bold", "brisk", "calm", "candid", "clever", "cosy", "crisp", "deft", "eager", "early",
            "fair", "fleet", "fresh", "gentle", "glad", "golden", "hardy", "honest", "jolly", "keen", "kind", "lively", "loyal", "lucid", "mellow", "merry", "mild",
            "neat", "nimble", "noble", "patient", "plain", "proud", "quick", "quiet", "ready", "rosy", "sharp", "silver", "smooth", "snug", "solid", "spry",
            "steady", "sturdy", "sunny", "swift", "tidy", "true", "upright", "vivid", "warm", "wise", "witty", "worthy", "zesty");

    private static final List<String> NOUNS = List.of("anchor", "barge", "beacon", "bollard", "boom", "bridge", "buoy", "cable", "canal", "capstan", "cargo", "clipper",
            "compass", "coral", "crane", "current", "cutter", "davit", "derrick", "dock", "dolphin", "dory", "ferry", "fjord", "galley", "gull", "harbour", "hawser",
            "heron", "hoist", "hull", "jetty", "kayak", "keel", "lagoon", "lantern", "ledger", "lighter", "mast", "mooring", "osprey", "otter", "pallet", "pelican",
            "pier", "pilot", "pulley", "quay", "rudder", "sail", "schooner", "skiff", "spar", "tackle", "tern", "tide", "trawler", "tug", "wharf", "winch");

    private Names() {}

    /** The name without Docker's leading slash; InvalidRequest where it breaks the rule. */
    static String check(String name) {
        var plain = name.startsWith("/") ? name.substring(1) : name;
        if (!FORM.matcher(plain).matches()) {
            throw new InvalidRequest("Invalid container name (" + name + "), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed");
        }
        return plain;
    }

    /** A name that nobody has. */
    static String invent(Predicate<String> taken) {
        var random = ThreadLocalRandom.current();
        for (int attempt = 0; ; attempt++) {
            var name = ADJECTIVES.get(random.nextInt(ADJECTIVES.size())) + "_" + NOUNS.get(random.nextInt(NOUNS.size()));
            if (attempt > 2) {
                name += random.nextInt(1 << Math.min(attempt, 20));
            }
            if (!taken.test(name)) {
                return name;
            }
        }
    }
}
