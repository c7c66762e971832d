package dev.gantry.dockerapi;

import dev.gantry.dockerapi.wire.TopReply;
import dev.gantry.model.EngineFailure;
import dev.gantry.model.InvalidRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What the host's ps(1) shows with a client's options. Its PID column alone tells which rows are a container's, so no other may bear that title. */
final class HostPs {

    private static final String PID = "PID";
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final List<String> titles;
    private final List<List<String>> rows;

    private HostPs(List<String> titles, List<List<String>> rows) {
        this.titles = titles;
        this.rows = rows;
    }

    /** Runs ps with options that blanks separate; InvalidRequest where ps refuses them or shows no pids, EngineFailure where the host has no ps. */
    static HostPs of(String options) {
        var arguments = List.of(options.split("\\s+"));
        arguments.forEach(HostPs::refuseRenaming);
        var lines = run(arguments).lines().toList();
        var titles = lines.isEmpty() ? List.<String>of() : fields(lines.getFirst());
        if (!titles.contains(PID)) {
            throw new InvalidRequest("Couldn't find PID field in ps output");
        }
        return new HostPs(titles, lines.stream().skip(1).map(line -> columns(line, titles.size())).toList());
    }

    /** The rows of these processes. */
    TopReply rows(Collection<Integer> pids) {
        int column = titles.indexOf(PID);
        Set<String> wanted = pids.stream().map(String::valueOf).collect(Collectors.toSet());
        return new TopReply(titles, rows.stream().filter(row -> row.size() > column && wanted.contains(row.get(column))).toList());
    }

    /** {@code -o ppid=PID} would show the rows of processes whose parents are the container's. */
    private static void refuseRenaming(String argument) {
        int equals = argument.indexOf('=');
        if (equals >= 0 && argument.substring(equals + 1).startsWith(PID)) {
            throw new InvalidRequest("ps_args: specifying \"" + argument + "\" is not allowed");
        }
    }

    private static String run(List<String> arguments) {
        var command = new ArrayList<>(List.of("ps"));
        command.addAll(arguments);
        Process ps = null;
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
            builder.environment().put("LC_ALL", "C.UTF-8");
            ps = builder.start();
            ps.getOutputStream().close();
            var running = ps;
            ps.onExit().orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS).exceptionally(late -> running.destroyForcibly());
            var output = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (ps.waitFor() != 0) {
                throw new InvalidRequest("ps " + String.join(" ", arguments) + ": " + output.lines().filter(line -> !line.isBlank()).findFirst().orElse("failed with code " + ps.exitValue()));
            }
            return output;
        } catch (IOException e) {
            throw new EngineFailure("ps, which shows other columns than those of ps -ef, can't be run on the engine's host: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineFailure("interrupted while ps ran", e);
        } finally {
            if (ps != null) {
                ps.destroyForcibly();
            }
        }
    }

    private static List<String> fields(String line) {
        return Arrays.asList(line.strip().split("\\s+"));
    }

    /** The last column takes what is left: a command holds blanks. */
    private static List<String> columns(String line, int count) {
        var fields = fields(line);
        if (fields.size() <= count) {
            return fields;
        }
        var columns = new ArrayList<>(fields.subList(0, count - 1));
        columns.add(String.join(" ", fields.subList(count - 1, fields.size())));
        return columns;
    }
}
