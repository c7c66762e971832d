package dev.gantry.linux.spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One run of a container as the runner is told it. Made by {@link #builder}; what is not set is absent.
 */
public final class ContainerSpec {
    private final Builder values;

    private ContainerSpec(Builder values) {
        this.values = values;
    }

    /** Starts the spec of run number {@code run} (from 1) of the container {@code id} (64 hexadecimal digits). */
    public static Builder builder(String id, int run, ProcessSpec process, RootFilesystem root) {
        return new Builder(id, run, process, root);
    }

    /** The container's id. */
    public String id() {
        return values.id;
    }

    /** The number of this start. */
    public int run() {
        return values.run;
    }

    /** The process that becomes pid 1. */
    public ProcessSpec process() {
        return values.process;
    }

    /** Its root. */
    public RootFilesystem root() {
        return values.root;
    }

    /** Whether the root is read-only. */
    public boolean readOnlyRoot() {
        return values.readOnlyRoot;
    }

    /** The host name in its UTS namespace. */
    public Optional<String> hostname() {
        return Optional.ofNullable(values.hostname);
    }

    /** The NIS domain name in its UTS namespace. */
    public Optional<String> domainname() {
        return Optional.ofNullable(values.domainname);
    }

    /** Namespaces to make anew. */
    public Set<Namespace> newNamespaces() {
        return values.newNamespaces;
    }

    /** Namespaces to join. */
    public List<JoinNamespace> joinNamespaces() {
        return values.joinNamespaces;
    }

    /** Whether lo is brought up in the new network namespace. */
    public boolean loopback() {
        return values.loopback;
    }

    /** Mounts in order. */
    public List<Mount> mounts() {
        return values.mounts;
    }

    /** Device nodes. */
    public List<Device> devices() {
        return values.devices;
    }

    /** Symbolic links. */
    public List<Link> links() {
        return values.links;
    }

    /** Paths that are hidden. */
    public List<String> masked() {
        return values.masked;
    }

    /** Paths that are made read-only. */
    public List<String> readOnly() {
        return values.readOnly;
    }

    /** Kernel settings by key, already checked to be the container's own. */
    public Map<String, String> sysctls() {
        return values.sysctls;
    }

    /** Its cgroup directories. */
    public List<CgroupEntry> cgroups() {
        return values.cgroups;
    }

    /** The file whose oom_kill line counts. */
    public Optional<Path> oomFile() {
        return Optional.ofNullable(values.oomFile);
    }

    /** Where its output goes. */
    public LogTarget log() {
        return values.log;
    }

    /** The directory of the monitor's socket and state. */
    public Path stateDir() {
        return values.stateDir;
    }

    /** The file that the monitor writes at the end. */
    public Path exitFile() {
        return values.exitFile;
    }

    /** Collects the values of a {@link ContainerSpec}. */
    public static final class Builder {
        private final String id;
        private final int run;
        private final ProcessSpec process;
        private final RootFilesystem root;
        private boolean readOnlyRoot;
        private String hostname;
        private String domainname;
        private Set<Namespace> newNamespaces = Set.of();
        private List<JoinNamespace> joinNamespaces = List.of();
        private boolean loopback;
        private List<Mount> mounts = List.of();
        private List<Device> devices = List.of();
        private List<Link> links = List.of();
        private List<String> masked = List.of();
        private List<String> readOnly = List.of();
        private Map<String, String> sysctls = Map.of();
        private List<CgroupEntry> cgroups = List.of();
        private Path oomFile;
        private LogTarget log;
        private Path stateDir;
        private Path exitFile;

        private Builder(String id, int run, ProcessSpec process, RootFilesystem root) {
            this.id = Objects.requireNonNull(id, "id");
            this.run = run;
            this.process = Objects.requireNonNull(process, "process");
            this.root = Objects.requireNonNull(root, "root");
        }

        private Builder(Builder other) {
            this(other.id, other.run, other.process, other.root);
            readOnlyRoot = other.readOnlyRoot;
            hostname = other.hostname;
            domainname = other.domainname;
            newNamespaces = other.newNamespaces;
            joinNamespaces = other.joinNamespaces;
            loopback = other.loopback;
            mounts = other.mounts;
            devices = other.devices;
            links = other.links;
            masked = other.masked;
            readOnly = other.readOnly;
            sysctls = other.sysctls;
            cgroups = other.cgroups;
            oomFile = other.oomFile;
            log = Objects.requireNonNull(other.log, "log");
            stateDir = Objects.requireNonNull(other.stateDir, "stateDir");
            exitFile = Objects.requireNonNull(other.exitFile, "exitFile");
        }

        /** A root that can't be written. */
        public Builder readOnlyRoot(boolean wanted) {
            readOnlyRoot = wanted;
            return this;
        }

        /** The host name, sethostname(2). */
        public Builder hostname(String name) {
            hostname = Objects.requireNonNull(name, "hostname");
            return this;
        }

        /** The domain name, setdomainname(2). */
        public Builder domainname(String name) {
            domainname = Objects.requireNonNull(name, "domainname");
            return this;
        }

        /** Namespaces to make. */
        public Builder newNamespaces(Set<Namespace> namespaces) {
            newNamespaces = Set.copyOf(namespaces);
            return this;
        }

        /** Namespaces to join. */
        public Builder joinNamespaces(List<JoinNamespace> namespaces) {
            joinNamespaces = List.copyOf(namespaces);
            return this;
        }

        /** Brings lo up in the new network namespace. */
        public Builder loopback(boolean wanted) {
            loopback = wanted;
            return this;
        }

        /** Mounts, in order. */
        public Builder mounts(List<Mount> inOrder) {
            mounts = List.copyOf(inOrder);
            return this;
        }

        /** Device nodes. */
        public Builder devices(List<Device> nodes) {
            devices = List.copyOf(nodes);
            return this;
        }

        /** Symbolic links. */
        public Builder links(List<Link> symbolic) {
            links = List.copyOf(symbolic);
            return this;
        }

        /** Paths to hide. */
        public Builder masked(List<String> paths) {
            masked = List.copyOf(paths);
            return this;
        }

        /** Paths to make read-only. */
        public Builder readOnly(List<String> paths) {
            readOnly = List.copyOf(paths);
            return this;
        }

        /** Kernel settings of the container's own namespaces. */
        public Builder sysctls(Map<String, String> settings) {
            sysctls = Map.copyOf(settings);
            return this;
        }

        /** Cgroup directories, made in order. */
        public Builder cgroups(List<CgroupEntry> entries) {
            cgroups = List.copyOf(entries);
            return this;
        }

        /** The file with the oom_kill line. */
        public Builder oomFile(Path file) {
            oomFile = Objects.requireNonNull(file, "oomFile");
            return this;
        }

        /** Where its output goes; required. */
        public Builder log(LogTarget target) {
            log = target;
            return this;
        }

        /** The directory that the monitor makes, 0700; required. */
        public Builder stateDir(Path directory) {
            stateDir = directory;
            return this;
        }

        /** The file of its end; required. */
        public Builder exitFile(Path file) {
            exitFile = file;
            return this;
        }

        /** The finished spec. */
        public ContainerSpec build() {
            return new ContainerSpec(new Builder(this));
        }
    }
}
