package dev.gantry.dockerapi;

import dev.gantry.model.InvalidRequest;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A request's query parameters as Docker reads them. */
final class Query {

    private static final Set<String> FALSE = Set.of("", "0", "no", "false", "none");

    private final UriInfo uri;

    Query(UriInfo uri) {
        this.uri = uri;
    }

    /** The parameter; empty text where it is missing. */
    String text(String name) {
        String value = uri.getQueryParameters().getFirst(name);
        return value == null ? "" : value;
    }

    Optional<String> optional(String name) {
        return Optional.of(text(name)).filter(value -> !value.isEmpty());
    }

    List<String> all(String name) {
        return uri.getQueryParameters().getOrDefault(name, List.of());
    }

    /** False where it is missing or says no; anything else is yes. */
    boolean flag(String name) {
        return !FALSE.contains(text(name).strip().toLowerCase(Locale.ROOT));
    }

    /** The same, but {@code otherwise} where it is missing. */
    boolean flag(String name, boolean otherwise) {
        return uri.getQueryParameters().containsKey(name) ? flag(name) : otherwise;
    }

    /** A whole number; InvalidRequest names the parameter where it is none. */
    OptionalInt number(String name) {
        String value = text(name);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(value));
        } catch (NumberFormatException e) {
            throw new InvalidRequest("invalid value \"" + value + "\" for parameter " + name + ": a whole number is expected", e);
        }
    }

    /** A whole number that must be there; InvalidRequest names the parameter where it isn't. */
    int requiredNumber(String name) {
        return number(name).orElseThrow(() -> new InvalidRequest("invalid value \"\" for parameter " + name + ": a whole number is expected"));
    }

    Filters filters() {
        return Filters.parse(text("filters"));
    }
}
