package dev.gantry.linux.spec;

/**
 * Numbers of the fields of a spec (docs/formats.md, section 3).
 */
final class SpecTag {
    static final int ID = 1;
    static final int RUN = 2;
    static final int KIND = 3;
    static final int ARG = 4;
    static final int ENV = 5;
    static final int CWD = 6;
    static final int UID = 7;
    static final int USER_NAME = 8;
    static final int GID = 9;
    static final int GROUP_NAME = 10;
    static final int EXTRA_GID = 11;
    static final int EXTRA_GROUP_NAME = 12;
    static final int HOSTNAME = 13;
    static final int DOMAINNAME = 14;
    static final int OPTIONS = 15;
    static final int NAMESPACES = 16;
    static final int JOIN_NAMESPACE = 17;
    static final int SECCOMP = 18;
    static final int CAPABILITIES = 19;
    static final int RLIMIT = 20;
    static final int ROOT = 21;
    static final int MOUNT = 22;
    static final int DEVICE = 23;
    static final int LINK = 24;
    static final int MASKED = 25;
    static final int READONLY = 26;
    static final int SYSCTL = 27;
    static final int CGROUP = 28;
    static final int LOG = 29;
    static final int STATE_DIR = 30;
    static final int EXIT_FILE = 31;
    static final int ROWS_COLUMNS = 32;
    static final int OOM_SCORE_ADJ = 33;
    static final int TARGET = 34;
    static final int OOM_FILE = 35;
    static final int LOOPBACK = 37;

    static final long OPTION_TTY = 1;
    static final long OPTION_STDIN = 2;
    static final long OPTION_NO_NEW_PRIVILEGES = 4;
    static final long OPTION_READONLY_ROOT = 8;
    static final long OPTION_STDIN_ONCE = 16;

    private SpecTag() {
    }
}
