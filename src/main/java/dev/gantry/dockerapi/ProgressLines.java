package dev.gantry.dockerapi;

import dev.gantry.dockerapi.stream.ReplyStream;
import dev.gantry.dockerapi.wire.ProgressLine;
import dev.gantry.task.TaskEvent;
import dev.gantry.task.TaskEvent.LayerProgress;
import dev.gantry.task.TaskEvent.Phase;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;

/** A task's events in Docker's words, as clients show them. */
final class ProgressLines {

    private static final byte[] LINE_END = {'\r', '\n'};
    private static final int BAR = 50;

    private ProgressLines() {}

    /** Writes the event's lines, if it has any. Returns false when the client has gone. */
    static boolean write(TaskEvent event, ReplyStream out) throws InterruptedException {
        for (ProgressLine line : lines(event)) {
            if (!write(line, out)) {
                return false;
            }
        }
        return true;
    }

    static boolean write(ProgressLine line, ReplyStream out) throws InterruptedException {
        byte[] json = Json.bytes(line);
        byte[] bytes = Arrays.copyOf(json, json.length + LINE_END.length);
        System.arraycopy(LINE_END, 0, bytes, json.length, LINE_END.length);
        return out.write(bytes);
    }

    private static List<ProgressLine> lines(TaskEvent event) {
        return switch (event) {
            case TaskEvent.Status status -> List.of(ProgressLine.status(status.id(), status.text()));
            case TaskEvent.Failed failed -> List.of(ProgressLine.failure(failed.failure().getMessage()));
            case TaskEvent.Pushed pushed -> List.of(ProgressLine.status("", pushed.tag() + ": digest: " + pushed.digest() + " size: " + pushed.size()),
                    ProgressLine.pushed(pushed.tag(), pushed.digest().toString(), pushed.size()));
            case TaskEvent.Finished finished -> List.of();
            // Its status has said from where.
            case LayerProgress layer when layer.phase() == Phase.MOUNTED -> List.of();
            case LayerProgress layer -> List.of(layer(layer));
        };
    }

    private static ProgressLine layer(LayerProgress layer) {
        return switch (layer.phase()) {
            case WAITING -> ProgressLine.step(layer.layer(), "Pulling fs layer");
            case DOWNLOADING -> bar(layer, "Downloading");
            case VERIFYING -> ProgressLine.step(layer.layer(), "Verifying Checksum");
            case DOWNLOADED -> ProgressLine.step(layer.layer(), "Download complete");
            case EXTRACTING -> bar(layer, "Extracting");
            case DONE -> ProgressLine.step(layer.layer(), "Pull complete");
            case ALREADY_THERE -> ProgressLine.step(layer.layer(), "Already exists");
            case PREPARING -> ProgressLine.step(layer.layer(), "Preparing");
            case COMPRESSING -> bar(layer, "Compressing");
            case QUEUED -> ProgressLine.step(layer.layer(), "Waiting");
            case SENDING -> bar(layer, "Pushing");
            case SENT -> ProgressLine.step(layer.layer(), "Pushed");
            case MOUNTED -> ProgressLine.step(layer.layer(), "Mounted");
            case SENT_BEFORE -> ProgressLine.step(layer.layer(), "Layer already exists");
        };
    }

    static ProgressLine bar(LayerProgress layer, String text) {
        return ProgressLine.bar(layer.layer(), text, layer.current(), layer.total(), bar(layer.current(), layer.total()));
    }

    /** {@code [=====>     ]  1.2MB/5MB}. */
    private static String bar(long current, long total) {
        if (total <= 0) {
            return size(current);
        }
        int full = (int) Math.min(BAR, current * BAR / total);
        String bar = "=".repeat(full) + ">";
        return "[" + bar + " ".repeat(BAR + 1 - bar.length()) + "] " + String.format("%8s", size(current)) + "/" + size(total);
    }

    private static String size(long bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString() + units[unit];
    }
}
