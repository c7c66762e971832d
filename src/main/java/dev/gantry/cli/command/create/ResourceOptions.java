package dev.gantry.cli.command.create;

import static dev.gantry.cli.args.Option.flag;
import static dev.gantry.cli.args.Option.many;
import static dev.gantry.cli.args.Option.text;

import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import dev.gantry.cli.args.Quantities;
import dev.gantry.cli.args.UsageError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Limits that are set once, when the container is made: of single devices, of swapping, ulimits; and its cgroup. */
final class ResourceOptions implements OptionGroup {

    private static final Option.Many BLKIO_WEIGHT_DEVICE = many("blkio-weight-device", "list", "Block IO weight (relative device weight)");
    private static final Option.Text CGROUP_PARENT = text("cgroup-parent", "string", "Optional parent cgroup for the container");
    private static final Option.Many DEVICE_READ_BPS = many("device-read-bps", "list", "Limit read rate (bytes per second) from a device");
    private static final Option.Many DEVICE_READ_IOPS = many("device-read-iops", "list", "Limit read rate (IO per second) from a device");
    private static final Option.Many DEVICE_WRITE_BPS = many("device-write-bps", "list", "Limit write rate (bytes per second) to a device");
    private static final Option.Many DEVICE_WRITE_IOPS = many("device-write-iops", "list", "Limit write rate (IO per second) to a device");
    private static final Option.Text MEMORY_SWAPPINESS = text("memory-swappiness", "int", "Tune container memory swappiness (0 to 100) (default -1)");
    private static final Option.Switch OOM_KILL_DISABLE = flag("oom-kill-disable", "Disable OOM Killer");
    private static final Option.Text OOM_SCORE_ADJ = text("oom-score-adj", "int", "Tune host's OOM preferences (-1000 to 1000)");
    private static final Option.Many ULIMIT = many("ulimit", "ulimit", "Ulimit options");

    @Override
    public List<Option> options() {
        return List.of(BLKIO_WEIGHT_DEVICE, CGROUP_PARENT, DEVICE_READ_BPS, DEVICE_READ_IOPS, DEVICE_WRITE_BPS, DEVICE_WRITE_IOPS, MEMORY_SWAPPINESS, OOM_KILL_DISABLE, OOM_SCORE_ADJ,
                ULIMIT);
    }

    @Override
    public void fill(Body body, Given given) {
        body.host("CgroupParent", given.text(CGROUP_PARENT));
        body.host("MemorySwappiness", given.has(MEMORY_SWAPPINESS) ? given.number(MEMORY_SWAPPINESS, 0) : null);
        body.host("OomKillDisable", given.is(OOM_KILL_DISABLE));
        body.host("OomScoreAdj", given.number(OOM_SCORE_ADJ, 0));
        body.host("BlkioWeightDevice", devices(given, BLKIO_WEIGHT_DEVICE, "Weight", Long::parseLong));
        body.host("BlkioDeviceReadBps", devices(given, DEVICE_READ_BPS, "Rate", Quantities::bytes));
        body.host("BlkioDeviceWriteBps", devices(given, DEVICE_WRITE_BPS, "Rate", Quantities::bytes));
        body.host("BlkioDeviceReadIOps", devices(given, DEVICE_READ_IOPS, "Rate", Long::parseLong));
        body.host("BlkioDeviceWriteIOps", devices(given, DEVICE_WRITE_IOPS, "Rate", Long::parseLong));
        body.host("Ulimits", given.all(ULIMIT).stream().map(ResourceOptions::ulimit).toList());
    }

    /** {@code /dev/sda:VALUE} texts. */
    private static List<Map<String, Object>> devices(Given given, Option.Many option, String field, ToLongFunction<String> reader) {
        return given.all(option).stream().map(text -> {
            int colon = text.lastIndexOf(':');
            try {
                if (colon > 0 && text.startsWith("/dev/")) {
                    return Map.<String, Object>of("Path", text.substring(0, colon), field, reader.applyAsLong(text.substring(colon + 1)));
                }
            } catch (IllegalArgumentException e) {
                throw UsageError.value(option, text, "invalid " + field.toLowerCase(java.util.Locale.ROOT) + " for device: " + text);
            }
            throw UsageError.value(option, text, "bad format for device path: " + text);
        }).toList();
    }

    /** {@code name=soft[:hard]}. */
    private static Map<String, Object> ulimit(String text) {
        int equals = text.indexOf('=');
        String[] limits = text.substring(equals + 1).split(":", -1);
        try {
            if (equals > 0 && limits.length <= 2) {
                Map<String, Object> ulimit = new LinkedHashMap<>();
                ulimit.put("Name", text.substring(0, equals));
                ulimit.put("Soft", Long.parseLong(limits[0]));
                ulimit.put("Hard", Long.parseLong(limits[limits.length - 1]));
                return ulimit;
            }
        } catch (NumberFormatException e) {
            throw UsageError.value(ULIMIT, text, "invalid ulimit value: " + text);
        }
        throw UsageError.value(ULIMIT, text, "invalid ulimit argument: " + text);
    }
}
