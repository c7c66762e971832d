package dev.gantry.cli;

import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Help;
import dev.gantry.cli.args.Parser;
import dev.gantry.cli.args.UsageError;
import dev.gantry.cli.http.EngineClient;
import dev.gantry.cli.http.EngineError;
import dev.gantry.cli.http.NoEngine;
import dev.gantry.cli.template.TemplateError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The command line's start: {@code Main SOCKET COMMAND [ARGUMENT…]}. The script {@code gantry} knows the socket. */
public final class Main {

    private static final int USAGE = 1;
    /** As of a process that SIGPIPE ended: 128 and the signal's number. */
    private static final int BROKEN_PIPE = 141;

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        List<String> words = List.of(arguments);
        int code = execute(words.subList(1, words.size()), Session.ofProcess(new EngineClient(Path.of(words.getFirst()))));
        // Threads that wait for the terminal, and nothing else, are left: there is nothing to wait for.
        Runtime.getRuntime().exit(code);
    }

    /** Runs one command and returns its exit code; everything that goes wrong has been said. */
    static int execute(List<String> words, Session session) {
        Optional<Commands.Found> found = Commands.find(words);
        if (found.isEmpty()) {
            session.err().println("gantry: unknown command: gantry " + String.join(" ", words.subList(0, Math.min(1, words.size()))) + "\n\nRun './gantry help' for more information");
            return USAGE;
        }
        Command command = found.get().command();
        int code = run(command, found.get().arguments(), session);
        session.flush();
        return session.out().checkError() ? BROKEN_PIPE : code;
    }

    private static int run(Command command, List<String> arguments, Session session) {
        String name = command.form().name();
        try {
            Given given = Parser.parse(command.form(), arguments);
            if (given.help()) {
                session.out().print(Help.of(command.form()));
                return 0;
            }
            return command.run(given, session);
        } catch (UsageError e) {
            session.flush();
            session.err().println((e.isCount() ? "gantry: " : "") + e.getMessage() + "\n\nUsage:  " + command.form().usage() + "\n\n"
                    + (e.isCount() ? "See" : "Run") + " 'gantry " + name + " --help' for more information");
            return e.code();
        } catch (EngineError e) {
            return refused(command, e.shown(), session);
        } catch (NoEngine | TemplateError e) {
            return refused(command, e.getMessage(), session);
        } catch (Failure e) {
            session.flush();
            session.err().println(e.getMessage());
            return e.code();
        } catch (IOException | UncheckedIOException e) {
            return isBrokenPipe(e) ? BROKEN_PIPE : refused(command, e.getMessage(), session);
        }
    }

    private static int refused(Command command, String message, Session session) {
        session.flush();
        boolean isRun = command.refused() != 1;
        session.err().println((isRun ? "gantry: " : "") + message + (isRun ? "\n\nRun 'gantry " + command.form().name() + " --help' for more information" : ""));
        return command.refused();
    }

    private static boolean isBrokenPipe(Exception e) {
        return e.getMessage() != null && e.getMessage().contains("Broken pipe");
    }
}
