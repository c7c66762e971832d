package dev.gantry.dockerapi;

import dev.gantry.log.LogQuery;
import dev.gantry.log.LogQuery.From;
import dev.gantry.log.LogStream;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The parameters of ContainerLogs as a query of the log. */
final class LogParameters {

    private LogParameters() {}

    static LogQuery query(Query query) {
        Set<LogStream> streams = EnumSet.noneOf(LogStream.class);
        if (query.flag("stdout")) {
            streams.add(LogStream.STDOUT);
        }
        if (query.flag("stderr")) {
            streams.add(LogStream.STDERR);
        }
        // A until of 0 is what clients send for none.
        Optional<Instant> until = Times.parse("until", query.text("until")).filter(time -> time.isAfter(Instant.EPOCH));
        return new LogQuery(from(query), until, streams, query.flag("follow") ? LogQuery.Follow.RUN : LogQuery.Follow.NO);
    }

    private static From from(Query query) {
        Optional<Instant> since = Times.parse("since", query.text("since")).filter(time -> time.isAfter(Instant.EPOCH));
        OptionalLong tail = tail(query.text("tail"));
        if (tail.isPresent()) {
            return since.<From>map(time -> new From.TailSince(tail.getAsLong(), time)).orElseGet(() -> new From.Tail(tail.getAsLong()));
        }
        return since.<From>map(From.Since::new).orElseGet(From.Start::new);
    }

    /** Docker takes all of the log where this is no whole number, or negative. */
    private static OptionalLong tail(String text) {
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
