package dev.gantry.container;

import dev.gantry.linux.spec.Mount;
import dev.gantry.linux.spec.MountFlags;
import dev.gantry.model.InvalidRequest;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;

/** Reads the options of Docker's {@code --tmpfs}: mount flags and what tmpfs(5) itself takes. */
final class TmpfsOptions {

    private static final Map<String, Long> FLAGS = Map.of("ro", MountFlags.RDONLY, "nosuid", MountFlags.NOSUID, "nodev", MountFlags.NODEV, "noexec", MountFlags.NOEXEC,
            "relatime", MountFlags.RELATIME, "strictatime", MountFlags.STRICTATIME);
    private static final Map<String, Long> CLEARED = Map.of("rw", MountFlags.RDONLY, "suid", MountFlags.NOSUID, "dev", MountFlags.NODEV, "exec", MountFlags.NOEXEC);
    private static final Set<String> DATA = Set.of("size", "mode", "uid", "gid", "nr_inodes", "nr_blocks", "mpol");
    private static final long DEFAULT = MountFlags.NOSUID | MountFlags.NODEV | MountFlags.NOEXEC;

    private TmpfsOptions() {}

    /** A tmpfs at {@code target}; InvalidRequest for an option that is not known. */
    static Mount mount(String target, String options) {
        long flags = DEFAULT;
        var data = new ArrayList<String>();
        for (var option : options.split(",")) {
            if (FLAGS.containsKey(option)) {
                flags |= FLAGS.get(option);
            } else if (CLEARED.containsKey(option)) {
                flags &= ~CLEARED.get(option);
            } else if (DATA.contains(option.replaceFirst("=.*", ""))) {
                data.add(option);
            } else if (!option.isEmpty()) {
                throw new InvalidRequest("invalid tmpfs option \"" + option + "\" for " + target);
            }
        }
        return Mount.fileSystem("tmpfs", target, flags, String.join(",", data));
    }
}
