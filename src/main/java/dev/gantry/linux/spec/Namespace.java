package dev.gantry.linux.spec;

/**
 * A kind of namespace with its clone flag, namespaces(7).
 */
public enum Namespace {
    MOUNT(0x0002_0000, "mnt"),
    CGROUP(0x0200_0000, "cgroup"),
    UTS(0x0400_0000, "uts"),
    IPC(0x0800_0000, "ipc"),
    USER(0x1000_0000, "user"),
    PID(0x2000_0000, "pid"),
    NETWORK(0x4000_0000, "net");

    private final int flag;
    private final String file;

    Namespace(int flag, String file) {
        this.flag = flag;
        this.file = file;
    }

    /** The CLONE_NEW… bit. */
    public int flag() {
        return flag;
    }

    /** The namespace's name under /proc/PID/ns. */
    public String file() {
        return file;
    }
}
