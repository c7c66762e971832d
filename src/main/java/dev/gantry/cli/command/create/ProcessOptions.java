package dev.gantry.cli.command.create;

import static dev.gantry.cli.args.Option.flag;
import static dev.gantry.cli.args.Option.many;
import static dev.gantry.cli.args.Option.text;

import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import dev.gantry.cli.args.UsageError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The program: its environment, folder, user, streams and names. */
final class ProcessOptions implements OptionGroup {

    private static final Option.Many ATTACH = many('a', "attach", "list", "Attach to STDIN, STDOUT or STDERR");
    private static final Option.Text DOMAINNAME = text("domainname", "string", "Container NIS domain name");
    private static final Option.Text ENTRYPOINT = text("entrypoint", "string", "Overwrite the default ENTRYPOINT of the image");
    private static final Option.Many ENV = many('e', "env", "list", "Set environment variables");
    private static final Option.Many ENV_FILE = many("env-file", "list", "Read in a file of environment variables");
    private static final Option.Many GROUP_ADD = many("group-add", "list", "Add additional groups to join");
    private static final Option.Text HOSTNAME = text('h', "hostname", "string", "Container host name");
    private static final Option.Switch INIT = flag("init", "Run an init inside the container that forwards signals and reaps processes");
    private static final Option.Switch INTERACTIVE = flag('i', "interactive", "Keep STDIN open even if not attached");
    private static final Option.Many LABEL = many('l', "label", "list", "Set meta data on a container");
    private static final Option.Many LABEL_FILE = many("label-file", "list", "Read in a line delimited file of labels");
    private static final Option.Text STOP_SIGNAL = text("stop-signal", "string", "Signal to stop the container");
    private static final Option.Text STOP_TIMEOUT = text("stop-timeout", "int", "Timeout (in seconds) to stop a container");
    private static final Option.Switch TTY = flag('t', "tty", "Allocate a pseudo-TTY");
    private static final Option.Text USER = text('u', "user", "string", "Username or UID (format: <name|uid>[:<group|gid>])");
    private static final Option.Text WORKDIR = text('w', "workdir", "string", "Working directory inside the container");

    private static final Set<String> STREAMS = Set.of("stdin", "stdout", "stderr");

    @Override
    public List<Option> options() {
        return List.of(ATTACH, DOMAINNAME, ENTRYPOINT, ENV, ENV_FILE, GROUP_ADD, HOSTNAME, INIT, INTERACTIVE, LABEL, LABEL_FILE, STOP_SIGNAL, STOP_TIMEOUT, TTY, USER, WORKDIR);
    }

    @Override
    public void fill(Body body, Given given) {
        body.config("Hostname", given.text(HOSTNAME));
        body.config("Domainname", given.text(DOMAINNAME));
        body.config("User", given.text(USER));
        body.config("WorkingDir", given.text(WORKDIR));
        body.config("Tty", given.is(TTY));
        body.config("StopSignal", given.text(STOP_SIGNAL));
        body.config("Env", Environment.of(given.all(ENV_FILE), given.all(ENV), ENV));
        body.host("GroupAdd", given.all(GROUP_ADD));
        body.host("Init", given.is(INIT));
        List<String> labels = new ArrayList<>(KeyValueFile.read(given.all(LABEL_FILE)));
        labels.addAll(given.all(LABEL));
        body.config("Labels", Body.pairs(labels));
        if (given.has(ENTRYPOINT)) {
            body.set("Entrypoint", List.of(given.text(ENTRYPOINT)));
        }
        if (given.has(STOP_TIMEOUT)) {
            body.set("StopTimeout", given.number(STOP_TIMEOUT, 0));
        }
        fillStreams(body, given);
        List<String> words = given.words();
        body.set("Image", words.getFirst());
        if (words.size() > 1) {
            body.set("Cmd", words.subList(1, words.size()));
        }
    }

    private static void fillStreams(Body body, Given given) {
        List<String> streams = given.all(ATTACH).stream().map(stream -> stream.toLowerCase(Locale.ROOT)).toList();
        streams.stream().filter(stream -> !STREAMS.contains(stream)).findFirst().ifPresent(stream -> {
            throw UsageError.value(ATTACH, stream, "valid streams are STDIN, STDOUT and STDERR");
        });
        boolean chosen = !streams.isEmpty();
        boolean input = chosen ? streams.contains("stdin") : given.is(INTERACTIVE);
        body.config("AttachStdin", input);
        body.config("AttachStdout", !chosen || streams.contains("stdout"));
        body.config("AttachStderr", !chosen || streams.contains("stderr"));
        body.config("OpenStdin", given.is(INTERACTIVE));
        body.config("StdinOnce", given.is(INTERACTIVE) && input);
    }
}
