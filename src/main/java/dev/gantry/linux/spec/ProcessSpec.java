package dev.gantry.linux.spec;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The process of a container or an exec. The defaults of {@link #builder} are: root in {@code /}, no capabilities, no filter,
 * no terminal, stdin from /dev/null.
 */
public final class ProcessSpec {
    private final Builder values;

    private ProcessSpec(Builder values) {
        this.values = values;
    }

    /** Starts a process of these arguments; the first is looked up in PATH of {@code env} unless it holds a slash. */
    public static Builder builder(List<String> args, List<String> env) {
        return new Builder(args, env);
    }

    /** The program and its arguments. */
    public List<String> args() {
        return values.args;
    }

    /** {@code NAME=value} entries. */
    public List<String> env() {
        return values.env;
    }

    /** The working directory in the container. */
    public String cwd() {
        return values.cwd;
    }

    /** Who it runs as. */
    public ProcessUser user() {
        return values.user;
    }

    /** Whether it gets a pseudo-terminal. */
    public boolean tty() {
        return values.tty;
    }

    /** Whether its stdin is kept open for clients. */
    public boolean stdin() {
        return values.stdin;
    }

    /** Whether stdin closes when the first client with input goes. */
    public boolean stdinOnce() {
        return values.stdinOnce;
    }

    /** Whether no_new_privs is set, prctl(2). */
    public boolean noNewPrivileges() {
        return values.noNewPrivileges;
    }

    /** Its capabilities. */
    public CapabilitySets capabilities() {
        return values.capabilities;
    }

    /** Its filter; none means unconfined. */
    public Optional<SeccompFilter> seccomp() {
        return Optional.ofNullable(values.seccomp);
    }

    /** Its resource limits. */
    public List<Rlimit> rlimits() {
        return values.rlimits;
    }

    /** The first size of its terminal. */
    public Optional<WindowSize> windowSize() {
        return Optional.ofNullable(values.windowSize);
    }

    /** The value of /proc/self/oom_score_adj, where it is not inherited. */
    public Optional<Integer> oomScoreAdj() {
        return Optional.ofNullable(values.oomScoreAdj);
    }

    /** Collects the values of a {@link ProcessSpec}. */
    public static final class Builder {
        private final List<String> args;
        private final List<String> env;
        private String cwd = "/";
        private ProcessUser user = ProcessUser.ROOT;
        private boolean tty;
        private boolean stdin;
        private boolean stdinOnce;
        private boolean noNewPrivileges;
        private CapabilitySets capabilities = CapabilitySets.root(0);
        private SeccompFilter seccomp;
        private List<Rlimit> rlimits = List.of();
        private WindowSize windowSize;
        private Integer oomScoreAdj;

        private Builder(List<String> args, List<String> env) {
            this.args = List.copyOf(args);
            this.env = List.copyOf(env);
            if (args.isEmpty()) {
                throw new IllegalArgumentException("a process has at least one argument");
            }
        }

        private Builder(Builder other) {
            args = other.args;
            env = other.env;
            cwd = other.cwd;
            user = other.user;
            tty = other.tty;
            stdin = other.stdin;
            stdinOnce = other.stdinOnce;
            noNewPrivileges = other.noNewPrivileges;
            capabilities = other.capabilities;
            seccomp = other.seccomp;
            rlimits = other.rlimits;
            windowSize = other.windowSize;
            oomScoreAdj = other.oomScoreAdj;
        }

        /** The absolute working directory in the container. */
        public Builder cwd(String directory) {
            cwd = Objects.requireNonNull(directory, "cwd");
            return this;
        }

        /** Who it runs as. */
        public Builder user(ProcessUser who) {
            user = Objects.requireNonNull(who, "user");
            return this;
        }

        /** A pseudo-terminal in place of pipes. */
        public Builder tty(boolean wanted) {
            tty = wanted;
            return this;
        }

        /** A stdin that clients can write to. */
        public Builder stdin(boolean wanted) {
            stdin = wanted;
            return this;
        }

        /** A stdin that closes when the first client with input goes. */
        public Builder stdinOnce(boolean wanted) {
            stdinOnce = wanted;
            return this;
        }

        /** Sets no_new_privs. */
        public Builder noNewPrivileges(boolean wanted) {
            noNewPrivileges = wanted;
            return this;
        }

        /** Its capabilities. */
        public Builder capabilities(CapabilitySets sets) {
            capabilities = Objects.requireNonNull(sets, "capabilities");
            return this;
        }

        /** Its system-call filter. */
        public Builder seccomp(SeccompFilter filter) {
            seccomp = Objects.requireNonNull(filter, "seccomp");
            return this;
        }

        /** Its resource limits. */
        public Builder rlimits(List<Rlimit> limits) {
            rlimits = List.copyOf(limits);
            return this;
        }

        /** The first size of its terminal. */
        public Builder windowSize(WindowSize size) {
            windowSize = Objects.requireNonNull(size, "windowSize");
            return this;
        }

        /** -1000 … 1000, proc_pid_oom_score_adj(5). */
        public Builder oomScoreAdj(int value) {
            oomScoreAdj = value;
            return this;
        }

        /** The finished process. */
        public ProcessSpec build() {
            return new ProcessSpec(new Builder(this));
        }
    }
}
