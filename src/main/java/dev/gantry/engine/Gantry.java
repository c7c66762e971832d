package dev.gantry.engine;

import dev.gantry.config.ListenAddress;
import dev.gantry.model.GantryException;
import io.netty.channel.unix.Errors.NativeIoException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** The program: runs an engine until it is told to end, and says in one line why one can't start. */
@QuarkusMain
public final class Gantry {

    private static final Logger LOG = Logger.getLogger(Gantry.class);

    private Gantry() {}

    /** Runs until SIGTERM or SIGINT; exits 1 if the engine can't start. */
    public static void main(String... arguments) {
        Quarkus.run(null, Gantry::ended, arguments);
    }

    private static void ended(int code, Throwable failure) {
        if (failure != null) {
            explain(failure);
        }
        System.exit(code);
    }

    private static void explain(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof GantryException)) {
            cause = cause.getCause();
        }
        switch (cause) {
            case GantryException known -> LOG.errorf("Gantry can't start: %s", known.getMessage());
            case NativeIoException taken -> LOG.errorf("Gantry can't start: listen on %s: %s: end what uses it, or choose another --listen",
                    ConfigProvider.getConfig().getValue("gantry.listen", ListenAddress.class), taken.getMessage());
            default -> LOG.error("Gantry can't start: " + cause, failure);
        }
    }
}
