package dev.gantry.image;

import dev.gantry.event.Events;
import dev.gantry.model.Conflict;
import dev.gantry.model.Digest;
import dev.gantry.model.Reference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Removes names and images by Docker's rules (operation ImageDelete): what is asked by name loses that name; the image goes with its last one, unless containers stand in the way. */
@ApplicationScoped
class ImageRemoval {

    private final Catalog catalog;
    private final Collector collector;
    private final Events events;
    private final Instance<ImageUsage> usage;
    private final Map<Digest, Integer> holds = new HashMap<>();

    @Inject
    ImageRemoval(Catalog catalog, Collector collector, Events events, Instance<ImageUsage> usage) {
        this.catalog = catalog;
        this.collector = collector;
        this.events = events;
        this.usage = usage;
    }

    /** Keeps an image from removal until the hold is closed. */
    synchronized ImageHold hold(String nameOrId) {
        var image = catalog.resolve(nameOrId).orElseThrow(() -> Images.noSuchImage(nameOrId));
        holds.merge(image.id(), 1, Integer::sum);
        return new ImageHold(image, () -> letGo(image.id()));
    }

    synchronized List<Removal> remove(String nameOrId, boolean force) {
        var image = catalog.resolve(nameOrId).orElseThrow(() -> Images.noSuchImage(nameOrId));
        var name = catalog.nameOf(nameOrId);
        var names = catalog.namesOf(image.id());
        if (name.isPresent()) {
            refuseLastNameOfUsed(image, name.get(), names, force);
            var going = goingWith(name.get(), names);
            boolean namesLeft = going.size() < names.size();
            return namesLeft || conflict(image.id(), force, true).isPresent() ? untag(image, going) : delete(image, going);
        }
        var conflict = conflict(image.id(), force, isSingle(names));
        if (conflict.isPresent()) {
            throw conflict.get();
        }
        return delete(image, names);
    }

    /** Forgets a retired image once no container needs it. */
    synchronized void released(Digest id) {
        if (catalog.isRetired(id) && uses(id).isEmpty() && !holds.containsKey(id)) {
            catalog.delete(id, () -> {});
            collector.collect();
        }
    }

    private synchronized void letGo(Digest id) {
        holds.compute(id, (key, count) -> count == 1 ? null : count - 1);
    }

    private void refuseLastNameOfUsed(Image image, Reference name, List<Reference> names, boolean force) {
        var uses = uses(image.id());
        if (!force && isSingle(names) && (!uses.isEmpty() || holds.containsKey(image.id()))) {
            String container = uses.isEmpty() ? "being created" : shortId(uses.getFirst().containerId());
            throw new Conflict("conflict: unable to remove repository reference \"" + name.familiar() + "\" (must force) - container " + container
                    + " is using its referenced image " + image.id().shortHex());
        }
    }

    /** The name, and after a repository's last tag its digests too. */
    private static List<Reference> goingWith(Reference name, List<Reference> names) {
        var going = new ArrayList<>(List.of(name));
        var left = names.stream().filter(each -> each.name().equals(name.name()) && !each.equals(name)).toList();
        if (name.tag().isPresent() && left.stream().noneMatch(each -> each.tag().isPresent())) {
            going.addAll(left);
        }
        return going;
    }

    private List<Removal> untag(Image image, List<Reference> going) {
        catalog.unname(going, () -> recordUntagged(image, going));
        return untagged(going);
    }

    private List<Removal> delete(Image image, List<Reference> names) {
        Runnable recorded = () -> {
            recordUntagged(image, names);
            events.record("image", "delete", image.id().toString(), ImageEvents.attributes(image, image.id().toString()));
        };
        if (uses(image.id()).isEmpty() && !holds.containsKey(image.id())) {
            catalog.delete(image.id(), recorded);
        } else {
            catalog.retire(image.id(), recorded);
        }
        var done = untagged(names);
        done.add(new Removal.Deleted(image.id()));
        collector.collect().forEach(chainId -> done.add(new Removal.Deleted(chainId)));
        return done;
    }

    private void recordUntagged(Image image, List<Reference> names) {
        names.forEach(name -> events.record("image", "untag", image.id().toString(), ImageEvents.attributes(image, image.id().toString())));
    }

    private static List<Removal> untagged(List<Reference> names) {
        var done = new ArrayList<Removal>();
        names.forEach(name -> done.add(new Removal.Untagged(name.familiar())));
        return done;
    }

    /** What stands in the way of deleting an image: a running container always; unless forced, a stopped one or names in several repositories. */
    private Optional<Conflict> conflict(Digest id, boolean force, boolean single) {
        var uses = uses(id);
        for (var use : uses) {
            if (use.running()) {
                return Optional.of(conflict(id, "cannot be forced", "image is being used by running container " + shortId(use.containerId())));
            }
        }
        if (force) {
            return Optional.empty();
        }
        if (!single) {
            return Optional.of(conflict(id, "must be forced", "image is referenced in multiple repositories"));
        }
        if (!uses.isEmpty()) {
            return Optional.of(conflict(id, "must be forced", "image is being used by stopped container " + shortId(uses.getFirst().containerId())));
        }
        return holds.containsKey(id) ? Optional.of(conflict(id, "must be forced", "image is being used by a container that is being created")) : Optional.empty();
    }

    private static Conflict conflict(Digest id, String force, String why) {
        return new Conflict("conflict: unable to delete " + id.shortHex() + " (" + force + ") - " + why);
    }

    private static String shortId(String id) {
        return id.substring(0, Math.min(12, id.length()));
    }

    /** Whether all names are in one repository and at most one of them is a tag. */
    private static boolean isSingle(List<Reference> names) {
        return names.stream().filter(name -> name.tag().isPresent()).count() <= 1 && names.stream().map(Reference::name).distinct().count() <= 1;
    }

    private List<ImageUse> uses(Digest id) {
        return usage.stream().flatMap(each -> each.uses(id).stream()).toList();
    }
}
