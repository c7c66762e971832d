package dev.gantry.cli.command.create;

import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import java.util.List;
import java.util.stream.Stream;

/** Options that describe one part of a container. */
public interface OptionGroup {

    /** The options, in any order. */
    List<Option> options();

    /**
     * Puts what was given into the request.
     *
     * @throws dev.gantry.cli.args.UsageError if a value makes no sense
     */
    void fill(Body body, Given given);

    /** Every group that {@code run} and {@code create} share. */
    static List<OptionGroup> all() {
        return List.of(new ProcessOptions(), new LimitOptions(), new ResourceOptions(), new IsolationOptions(), new StorageOptions(), new NetworkOptions(), new HealthOptions(), new LifeOptions());
    }

    /** The shared options, and those of one command. */
    static Option[] with(Option... own) {
        return Stream.concat(all().stream().flatMap(group -> group.options().stream()), Stream.of(own)).toArray(Option[]::new);
    }
}
