package dev.gantry.cli;

import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import java.io.IOException;

/** One command of the command line. */
public interface Command {

    /** How it is written. */
    Form form();

    /**
     * Does it.
     *
     * @return the process's exit code
     * @throws dev.gantry.cli.args.UsageError if a value makes no sense
     * @throws dev.gantry.cli.http.EngineError if the engine refuses
     * @throws Failure if it can't be done for another reason
     */
    int run(Given given, Session session) throws IOException;

    /** The exit code where the engine refuses, or can't be reached. */
    default int refused() {
        return 1;
    }
}
