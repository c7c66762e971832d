package dev.gantry.container;

import dev.gantry.linux.spec.Identity;
import dev.gantry.linux.spec.ProcessUser;
import dev.gantry.model.InvalidRequest;
import java.util.List;
import java.util.regex.Pattern;

/** Reads Docker's {@code user[:group]}. Only decimal digits are a number; everything else is a name for the container's own files. */
public final class Users {

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final long HIGHEST = Integer.MAX_VALUE;

    private Users() {}

    /** The user with these supplementary groups; an empty text is root. InvalidRequest for a number out of range or an empty part. */
    public static ProcessUser of(String text, List<String> groups) {
        var extra = groups.stream().map(Users::identity).toList();
        if (text.isEmpty()) {
            return ProcessUser.ROOT.withExtraGroups(extra);
        }
        int colon = text.indexOf(':');
        var user = ProcessUser.of(identity(colon < 0 ? text : text.substring(0, colon)));
        return (colon < 0 ? user : user.withGroup(identity(text.substring(colon + 1)))).withExtraGroups(extra);
    }

    /** Whether it is surely root, by number or by its usual name. */
    static boolean root(String text) {
        var user = text.contains(":") ? text.substring(0, text.indexOf(':')) : text;
        return user.isEmpty() || user.equals("root") || NUMBER.matcher(user).matches() && user.chars().allMatch(c -> c == '0');
    }

    private static Identity identity(String part) {
        if (part.isEmpty()) {
            throw new InvalidRequest("invalid user: an empty name");
        }
        if (!NUMBER.matcher(part).matches()) {
            return new Identity.Name(part);
        }
        if (part.length() > 10 || Long.parseLong(part) > HIGHEST) {
            throw new InvalidRequest("uids and gids must be in range 0-2147483647");
        }
        return new Identity.Number(Long.parseLong(part));
    }
}
