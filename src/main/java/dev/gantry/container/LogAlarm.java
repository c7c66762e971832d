package dev.gantry.container;

import dev.gantry.linux.Errno;
import dev.gantry.linux.runner.MonitorEvents;
import dev.gantry.model.ObjectId;
import org.jboss.logging.Logger;

/** Says in the engine's own log that a container waits since its log can't be written. */
record LogAlarm(ObjectId container) implements MonitorEvents {

    private static final Logger LOG = Logger.getLogger(LogAlarm.class);

    @Override
    public void logBlocked(int errno) {
        LOG.warnf("container %s waits: its log can't be written: %s", container.shortHex(), Errno.text(errno));
    }

    @Override
    public void logFree() {
        LOG.infof("container %s goes on: its log is written again", container.shortHex());
    }
}
