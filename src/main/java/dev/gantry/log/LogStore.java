package dev.gantry.log;

import dev.gantry.model.NotDone;
import dev.gantry.model.ObjectId;
import jakarta.enterprise.context.ApplicationScoped;

/** The logs of all containers, removed ones too until retention takes them. */
@ApplicationScoped
public class LogStore {

    /** Opens a reader of records; NotFound where the container never had a log. */
    public LogReader read(ObjectId container, LogQuery query) {
        throw new NotDone("logs");
    }

    /** Opens a reader of lines, each clipped at {@code clip} characters. */
    public LineReader lines(ObjectId container, LogQuery query, int clip) {
        throw new NotDone("logs");
    }
}
