package dev.gantry.container.config;

import java.util.List;
import java.util.Map;

/**
 * What it finds in its file system besides the image.
 *
 * @param binds   {@code source:target[:options]} as Docker's client sends them
 * @param tmpfs   mount options by target
 * @param shmSize bytes of /dev/shm; 0: 64 MiB
 */
public record StorageConfig(List<String> binds, List<MountConfig> mounts, Map<String, String> tmpfs, List<DeviceConfig> devices,
                            List<String> deviceCgroupRules, long shmSize, List<String> volumesFrom, String volumeDriver, Map<String, String> storageOpt) {

    /** The image alone. */
    public static final StorageConfig NONE =
            new StorageConfig(List.of(), List.of(), Map.of(), List.of(), List.of(), 0, List.of(), "", Map.of());

    public StorageConfig {
        binds = List.copyOf(binds);
        mounts = List.copyOf(mounts);
        tmpfs = Map.copyOf(tmpfs);
        devices = List.copyOf(devices);
        deviceCgroupRules = List.copyOf(deviceCgroupRules);
        volumesFrom = List.copyOf(volumesFrom);
        storageOpt = Map.copyOf(storageOpt);
    }
}
