package dev.gantry.console.page;

import dev.gantry.task.TaskEvent;
import dev.gantry.task.TaskEvent.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds up what a task says of its progress to the table that its page shows. For one thread. */
public final class ProgressTable {

    private static final double NANOS = 1e9;
    private static final int MESSAGES = 50;
    private static final Set<Phase> OVER = EnumSet.of(Phase.DONE, Phase.ALREADY_THERE, Phase.SENT, Phase.MOUNTED, Phase.SENT_BEFORE);
    private static final Set<Phase> MOVING = EnumSet.of(Phase.DOWNLOADING, Phase.SENDING);

    /** A layer's newest phase, and how much of its download is done whatever the phase. */
    private static final class Layer {
        private Phase phase = Phase.WAITING;
        private long current;
        private long total;
        private long downloaded;
        private long size;
        private boolean seen;
        private final Rate rate = new Rate();
    }

    private final Map<String, Layer> layers = new LinkedHashMap<>();
    private final Map<String, String> messages = new LinkedHashMap<>();
    private final Rate rate = new Rate();
    private final String taskId;
    private Problem problem;
    private int unnamed;

    /** For the task of this id, which a problem names as its request. */
    public ProgressTable(String taskId) {
        this.taskId = taskId;
    }

    /** Takes in one event, at this time ({@link System#nanoTime}). */
    public void accept(TaskEvent event, long now) {
        switch (event) {
            case TaskEvent.Status status -> say(status);
            case TaskEvent.LayerProgress progress -> step(progress, now);
            case TaskEvent.Pushed pushed -> say(new TaskEvent.Status(pushed.tag(), "pushed as " + pushed.digest()));
            case TaskEvent.Failed failed -> problem = Problems.problem("It did not work", failed.failure(), taskId);
            case TaskEvent.Finished finished -> { }
        }
    }

    /** The table as it is at this time ({@link System#nanoTime}). */
    public Progress snapshot(long now) {
        long downloaded = 0;
        long size = 0;
        int done = 0;
        List<LayerRow> rows = new ArrayList<>();
        for (Map.Entry<String, Layer> entry : layers.entrySet()) {
            Layer layer = entry.getValue();
            downloaded += layer.downloaded;
            size += layer.size;
            done += OVER.contains(layer.phase) ? 1 : 0;
            rows.add(row(entry.getKey(), layer, now));
        }
        boolean moving = layers.values().stream().anyMatch(layer -> MOVING.contains(layer.phase));
        double perSecond = moving ? rate.perSecond(now) : 0;
        return new Progress(size == 0 ? "" : Shown.bytes(downloaded) + " of " + Shown.bytes(size), perSecond > 0 ? Shown.bytes((long) perSecond) + "/s" : "",
                perSecond > 0 && size - downloaded > perSecond ? "about " + Shown.span(Duration.ofNanos((long) ((size - downloaded) / perSecond * NANOS))) + " left" : "",
                done, rows, List.copyOf(messages.values()), problem);
    }

    private void say(TaskEvent.Status status) {
        // A status about something replaces the one before about the same thing.
        String key = status.id().isEmpty() ? "#" + unnamed++ : status.id();
        messages.put(key, status.id().isEmpty() ? status.text() : status.id() + ": " + status.text());
        if (messages.size() > MESSAGES) {
            messages.remove(messages.keySet().iterator().next());
        }
    }

    private void step(TaskEvent.LayerProgress progress, long now) {
        Layer layer = layers.computeIfAbsent(progress.layer(), id -> new Layer());
        // The newest of each phase comes again to a late reader, in the order of time; an earlier phase never follows a later one but for a second try.
        layer.phase = progress.phase();
        layer.current = progress.current();
        layer.total = progress.total();
        switch (progress.phase()) {
            case WAITING, QUEUED -> layer.size = Math.max(layer.size, progress.total());
            case DOWNLOADING, SENDING -> {
                // What a late reader hears first was not moved just now.
                long since = layer.seen ? progress.current() - layer.downloaded : 0;
                rate.add(now, since);
                layer.rate.add(now, since);
                layer.seen = true;
                layer.downloaded = progress.current();
                layer.size = Math.max(layer.size, progress.total());
            }
            case VERIFYING, DOWNLOADED, EXTRACTING, DONE, SENT -> layer.downloaded = layer.size;
            case ALREADY_THERE, MOUNTED, SENT_BEFORE -> layer.size = layer.downloaded;
            case PREPARING, COMPRESSING -> { }
        }
    }

    private static LayerRow row(String id, Layer layer, long now) {
        boolean over = OVER.contains(layer.phase);
        int permille = over ? 1000 : layer.total > 0 ? (int) (layer.current * 1000 / layer.total) : 0;
        String bytes = MOVING.contains(layer.phase) && layer.total > 0 ? Shown.bytes(layer.current) + " of " + Shown.bytes(layer.total)
                : layer.size > 0 ? Shown.bytes(layer.size) : "";
        double perSecond = MOVING.contains(layer.phase) ? layer.rate.perSecond(now) : 0;
        return new LayerRow(id, layer.phase.name(), layer.phase.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '), Math.clamp(permille, 0, 1000), bytes,
                perSecond > 0 ? Shown.bytes((long) perSecond) + "/s" : "");
    }
}
