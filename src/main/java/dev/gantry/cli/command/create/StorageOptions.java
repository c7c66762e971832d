package dev.gantry.cli.command.create;

import static dev.gantry.cli.args.Option.many;
import static dev.gantry.cli.args.Option.text;

import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Volumes, binds, tmpfs and mounts. */
final class StorageOptions implements OptionGroup {

    private static final Option.Many MOUNT = many("mount", "mount", "Attach a filesystem mount to the container");
    private static final Option.Text SHM_SIZE = text("shm-size", "bytes", "Size of /dev/shm");
    private static final Option.Many STORAGE_OPT = many("storage-opt", "list", "Storage driver options for the container");
    private static final Option.Many TMPFS = many("tmpfs", "list", "Mount a tmpfs directory");
    private static final Option.Many VOLUME = many('v', "volume", "list", "Bind mount a volume");
    private static final Option.Text VOLUME_DRIVER = text("volume-driver", "string", "Optional volume driver for the container");
    private static final Option.Many VOLUMES_FROM = many("volumes-from", "list", "Mount volumes from the specified container(s)");

    @Override
    public List<Option> options() {
        return List.of(MOUNT, SHM_SIZE, STORAGE_OPT, TMPFS, VOLUME, VOLUME_DRIVER, VOLUMES_FROM);
    }

    @Override
    public void fill(Body body, Given given) {
        List<String> binds = new ArrayList<>();
        Map<String, Object> anonymous = new LinkedHashMap<>();
        for (String volume : given.all(VOLUME)) {
            if (volume.indexOf(':') < 0) {
                anonymous.put(volume, Map.of());
            } else {
                binds.add(withWholeSource(volume));
            }
        }
        Map<String, Object> tmpfs = new LinkedHashMap<>();
        for (String text : given.all(TMPFS)) {
            int colon = text.indexOf(':');
            tmpfs.put(colon < 0 ? text : text.substring(0, colon), colon < 0 ? "" : text.substring(colon + 1));
        }
        body.addToConfig("Volumes", anonymous);
        body.host("Binds", binds);
        body.host("Tmpfs", tmpfs);
        body.host("Mounts", given.all(MOUNT).stream().map(mount -> MountOption.parse(mount, MOUNT)).toList());
        body.host("ShmSize", given.bytes(SHM_SIZE));
        body.host("StorageOpt", Body.pairs(given.all(STORAGE_OPT)));
        body.host("VolumeDriver", given.text(VOLUME_DRIVER));
        body.host("VolumesFrom", given.all(VOLUMES_FROM));
    }

    /** A source that begins with a dot is relative to the caller's folder; the engine has another. */
    private static String withWholeSource(String volume) {
        int colon = volume.indexOf(':');
        String source = volume.substring(0, colon);
        return source.startsWith(".") ? Path.of(source).toAbsolutePath().normalize() + volume.substring(colon) : volume;
    }
}
