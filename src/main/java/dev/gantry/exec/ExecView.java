package dev.gantry.exec;

import dev.gantry.model.ObjectId;
import java.util.OptionalInt;

/**
 * An exec as it is now (Docker's operation ExecInspect).
 *
 * @param pid      0 unless it runs
 * @param exitCode once it has ended
 */
public record ExecView(ObjectId id, ObjectId container, ExecConfig config, boolean running, int pid, OptionalInt exitCode) {}
