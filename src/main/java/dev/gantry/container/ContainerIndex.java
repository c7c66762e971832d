package dev.gantry.container;

import dev.gantry.model.Conflict;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.NotFound;
import dev.gantry.model.ObjectId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Which containers there are, by id, the beginning of an id, and name. A name is taken before its container is there and given back after it is gone. */
@ApplicationScoped
class ContainerIndex {

    private final ConcurrentSkipListMap<String, Container> byId = new ConcurrentSkipListMap<>();
    private final Map<String, ObjectId> names = new ConcurrentHashMap<>();

    Container get(String ref) {
        return find(ref).orElseThrow(() -> new NotFound("No such container: " + ref));
    }

    /** By whole id, then by name, then by the beginning of an id, as Docker looks; InvalidRequest where that is ambiguous. */
    Optional<Container> find(String ref) {
        if (ref.isEmpty()) {
            return Optional.empty();
        }
        var exact = byId.get(ref);
        if (exact != null) {
            return Optional.of(exact);
        }
        var named = names.get(ref.startsWith("/") ? ref.substring(1) : ref);
        if (named != null && byId.containsKey(named.hex())) {
            return Optional.of(byId.get(named.hex()));
        }
        var matches = byId.tailMap(ref).entrySet().iterator();
        if (!matches.hasNext()) {
            return Optional.empty();
        }
        var first = matches.next();
        if (!first.getKey().startsWith(ref)) {
            return Optional.empty();
        }
        if (matches.hasNext() && matches.next().getKey().startsWith(ref)) {
            throw new InvalidRequest("Multiple IDs found with provided prefix: " + ref);
        }
        return Optional.of(first.getValue());
    }

    Collection<Container> all() {
        return byId.values();
    }

    /** Takes a name for a container to come; Conflict in Docker's words where it is taken. */
    void take(String name, ObjectId id) {
        var owner = names.putIfAbsent(name, id);
        if (owner != null && !owner.equals(id)) {
            throw new Conflict("Conflict. The container name \"/" + name + "\" is already in use by container \"" + owner
                    + "\". You have to remove (or rename) that container to be able to reuse that name.");
        }
    }

    boolean taken(String name) {
        return names.containsKey(name);
    }

    void release(String name, ObjectId id) {
        names.remove(name, id);
    }

    void add(Container container) {
        byId.put(container.id().hex(), container);
    }

    void remove(Container container) {
        byId.remove(container.id().hex());
        names.remove(container.view().name(), container.id());
    }
}
