package dev.gantry.log;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which part of a log is wanted.
 *
 * @param from    where it begins
 * @param until   records after this time are left out; also ends following
 * @param streams of {@link LogStream#STDOUT} and {@link LogStream#STDERR}; marks come along where {@link LogStream#MARK} is named
 * @param follow  what happens at the end of what is there
 */
public record LogQuery(From from, Optional<Instant> until, Set<LogStream> streams, Follow follow) {

    /** All of both streams, to its present end. */
    public static final LogQuery ALL = new LogQuery(new From.Start(), Optional.empty(), Set.of(LogStream.STDOUT, LogStream.STDERR), Follow.NO);

    public LogQuery {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(follow, "follow");
        streams = Set.copyOf(streams);
    }

    /** The same query from elsewhere. */
    public LogQuery from(From other) {
        return new LogQuery(other, until, streams, follow);
    }

    /** The same query, following so. */
    public LogQuery follow(Follow other) {
        return new LogQuery(from, until, streams, other);
    }

    /** The same query for these streams. */
    public LogQuery streams(Set<LogStream> other) {
        return new LogQuery(from, until, other, follow);
    }

    /** What a reader does at the present end. */
    public enum Follow {
        /** It ends. */
        NO,
        /** It waits for more until the present run ends (Docker's {@code follow}); a container that does not run ends it at once. */
        RUN,
        /** It waits for more, over restarts, until the container is removed. */
        REMOVAL
    }

    /** Where a reader begins. */
    public sealed interface From {
        /** At the first byte that is kept. */
        record Start() implements From {}

        /** With the last {@code lines} lines of the wanted streams. */
        record Tail(long lines) implements From {}

        /** With the line after {@code cursor}. */
        record After(long cursor) implements From {}

        /** With the first record that is not older than {@code time}. */
        record Since(Instant time) implements From {}

        /** The last {@code lines} lines, but none older than {@code time}. */
        record TailSince(long lines, Instant time) implements From {}

        /** At this byte of a segment, where a record begins; 0, 0 is the start. */
        record Position(long segment, long offset) implements From {}
    }
}
