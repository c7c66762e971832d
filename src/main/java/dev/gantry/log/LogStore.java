package dev.gantry.log;

import dev.gantry.config.Paths;
import dev.gantry.linux.runner.Monitor;
import dev.gantry.log.LogQuery.Follow;
import dev.gantry.log.LogQuery.From;
import dev.gantry.model.NotDone;
import dev.gantry.model.NotFound;
import dev.gantry.model.ObjectId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The logs of all containers, removed ones too until retention takes them. The containers say which log grows: {@link #present}, {@link #began}, {@link #ended},
 * {@link #removed}.
 */
@ApplicationScoped
public class LogStore {

    private static final int HEX = 64;

    private final Paths paths;
    private final Map<ObjectId, LogTip> tips = new ConcurrentHashMap<>();
    private final Map<ObjectId, Boolean> unread = new ConcurrentHashMap<>();

    LogStore(Paths paths) {
        this.paths = paths;
    }

    /** Opens a reader of records; NotFound where the container never had a log, NotDone where its driver is {@code none}. */
    public LogReader read(ObjectId container, LogQuery query) {
        var tip = tips.get(container);
        return read(container, query, tip == null ? 0 : tip.run());
    }

    /** The same, with {@link Follow#RUN} ending at the end of this run, which may be one to come. */
    public LogReader read(ObjectId container, LogQuery query, int run) {
        if (unread.containsKey(container)) {
            throw new NotDone("configured logging driver does not support reading");
        }
        var tip = tips.get(container);
        if (tip == null && !Files.isDirectory(paths.log(container.hex()))) {
            throw new NotFound("No such container: " + container);
        }
        var segments = new Segments(paths.log(container.hex()));
        return new RecordReader(segments, tip, query, run, new Search(segments, query.streams()).find(query.from()));
    }

    /** Opens a reader of lines, each clipped at {@code clip} characters. */
    public LineReader lines(ObjectId container, LogQuery query, int clip) {
        var streams = EnumSet.copyOf(query.streams());
        streams.add(LogStream.MARK);
        return new LineAssembly(read(container, query.streams(streams)), clip, query.follow() != Follow.NO, query.streams().contains(LogStream.MARK));
    }

    /** Where the log ends now. */
    public From.Position end(ObjectId container) {
        var end = new Search(new Segments(paths.log(container.hex())), EnumSet.allOf(LogStream.class)).end();
        return new From.Position(end.segment(), end.offset());
    }

    /** There is such a container; {@code readable} unless its log driver is {@code none}. */
    public void present(ObjectId container, boolean readable, int runsEnded) {
        if (!readable) {
            unread.put(container, true);
        }
        var tip = new LogTip();
        tip.end(runsEnded);
        tips.put(container, tip);
    }

    boolean isPresent(String hex) {
        return hex.length() == HEX && tips.containsKey(new ObjectId(hex));
    }

    /** A run of it began, or was found going on. */
    public void began(ObjectId container, int run, Monitor monitor) {
        tips.get(container).begin(run, monitor::watch);
    }

    /** A run of it ended, and its log with it. */
    public void ended(ObjectId container, int run) {
        tips.get(container).end(run);
    }

    /** The container is removed; its log stays readable until retention takes it. */
    public void removed(ObjectId container) {
        unread.remove(container);
        var tip = tips.remove(container);
        if (tip != null) {
            tip.remove();
        }
    }
}
