"""What a container looks like from inside and outside, as facts that two engines can be compared by: (section, key) to value."""
import json, os, re, subprocess, time

# What differs from one look to the next, on any engine.
VOLATILE = [re.compile(p) for p in (
    r"status( of 1)?\t(Pid|Tgid|NS.*|Vm.*|Rss.*|Hugetlb.*|Threads|FDSize|SigQ|.*ctxt_switches|State|untag_mask|x86_.*)",
    r"sysctl\t(kernel/random/(uuid|entropy_avail)|kernel/ns_last_pid|kernel/pty/nr|fs/(file-nr|inode-nr|inode-state|dentry-state|aio-nr)"
    r"|kernel/perf_event_max_sample_rate|kernel/perf_cpu_time_max_percent|net/netfilter/nf_conntrack_count|kernel/hostname|net/ipv4/tcp_fastopen_key"
    r"|fs/mqueue/.*|fs/quota/.*|vm/stat_refresh|net/ipv6/conf/[^/]+/stable_secret|debug/.*)",
    r"proc\t/proc/(self|thread-self|mounts|net)(/.*)?", r"sys writable\t/sys/(kernel/slab|devices/virtual/(bdi|net)|fs/cgroup|kernel/mm)/.*",
    r"text\t/proc/net/.*", r"mountinfo\t.*", r"cgroup value\t.*", r"root\t/(proc|sys|dev)", r"namespace\t.*pid_for_children")]

# The files of a cgroup that hold settings, as against counters.
SETTING = re.compile(r"/(memory\.(limit_in_bytes|soft_limit_in_bytes|memsw\.limit_in_bytes|swappiness|oom_control|use_hierarchy|move_charge_at_immigrate"
                     r"|kmem\..*limit_in_bytes|min|low|high|max|swap\.max|oom\.group)|cpu\.(shares|cfs_.*_us|rt_.*_us|weight|max|idle|uclamp.*)"
                     r"|cpuset\.(cpus|mems|.*_exclusive|memory_.*|sched_.*|cpus\.partition)|pids\.max|blkio\.(weight.*|throttle\.(read|write)_.*)"
                     r"|devices\.list|freezer\.(state|self_freezing|parent_freezing)|notify_on_release|cgroup\.(type|freeze|max\..*|subtree_control|clone_children)"
                     r"|net_(cls|prio)\..*|hugetlb\..*limit_in_bytes)$")


class Engine:
    """A Docker API on a unix socket, driven by the stock docker command."""

    def __init__(self, name, host):
        self.name, self.host = name, host

    def docker(self, *arguments, check=True):
        done = subprocess.run(["docker", "-H", self.host, *arguments], capture_output=True, text=True, timeout=120)
        if check and done.returncode != 0:
            raise RuntimeError(f"{self.name}: docker {' '.join(arguments)}: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout

    def look(self, run, exec_arguments):
        """The facts of a container run with these options, or of an exec in it."""
        container = self.docker("run", "-d", *run, "gantry-check/probe:1", *([] if exec_arguments is None else ["rest"])).strip()
        try:
            pid = self.inspect(container)["State"]["Pid"]
            if exec_arguments is None:
                text = self.until_end(container)
                return facts(text, container) | outside(pid, container)
            return facts(self.docker("exec", *exec_arguments, container, "/probe", "once"), container)
        finally:
            self.docker("rm", "-f", container, check=False)

    def inspect(self, container):
        return json.loads(self.docker("inspect", container))[0]

    def until_end(self, container):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            text = self.docker("logs", container)
            if text.rstrip().endswith("\nend"):
                return text
            if not self.inspect(container)["State"]["Running"]:
                break
            time.sleep(0.1)
        raise RuntimeError(f"{self.name}: the probe did not come to its end; its last words: {self.docker('logs', container)[-400:]!r}")


def facts(text, container):
    lines = [line.split("\t", 2) for line in text.replace("\r\n", "\n").split("\n") if line.count("\t") >= 2]
    found = {}
    for section, key, value in lines:
        value = unnamed(value.replace("\\n", "\n").replace("\\t", "\t"), container)
        if section == "namespace":
            value = "the host's" if value == os.readlink("/proc/self/ns/" + key.rsplit("/", 1)[1]) else "its own"
        elif key == "PPid":
            value = "none inside" if value == "0" else "some"
        elif section == "process" and key == "order of the environment":
            value = value.split("=")[0]
        found[f"{section}\t{unnamed(key, container)}"] = value.strip()
    found.update(mounts([value for section, _, value in lines if section == "mountinfo"], container))
    return {key: value for key, value in found.items() if not any(p.fullmatch(key) for p in VOLATILE)}


def unnamed(text, container):
    return re.sub(r"/gantry-check-\d+", "/PARENT", text.replace(container, "CONTAINER").replace(container[:12], "CONTAINER"))


def mounts(lines, container):
    """One fact a mount; what names the engine's folders and numbers that the kernel gave is taken out."""
    parsed = {}
    for line in lines:
        front, back = line.split(" - ", 1)
        number, parent, _, root, point, options, *tags = front.split(" ")
        kind, source, super_options = back.split(" ", 2)
        parsed[number] = (parent, root, point, options, tags, kind, source, super_options)
    found, order = {}, []
    for parent, root, point, options, tags, kind, source, super_options in parsed.values():
        if kind == "overlay":
            layers = re.search(r"lowerdir[+]?=([^,]*)", super_options)
            super_options = ",".join(o for o in super_options.split(",") if not re.match(r"(lowerdir|upperdir|workdir)", o)) + (",layers" if layers else "")
        if kind == "devpts":
            super_options = re.sub(r"gid=\d+", "gid=N", super_options)
        if root != "/" and kind not in ("proc", "sysfs", "cgroup", "cgroup2"):
            root = "…/" + root.rsplit("/", 1)[1]
        tags = [t.split(":")[0] for t in tags]
        on = parsed[parent][2] if parent in parsed else "-"
        name = point
        while f"mount\t{name}" in found:
            name += " (again)"
        found[f"mount\t{name}"] = unnamed(f"{kind} from {source} root {root} on {on}: {options} {' '.join(tags)} {super_options}", container)
        order.append(point)
    found["mount order\t"] = " ".join(p for p in order if p in ("/", "/proc", "/dev", "/dev/pts", "/sys", "/sys/fs/cgroup", "/dev/mqueue", "/dev/shm"))
    return found


def outside(pid, container):
    """The settings of the process's cgroups as the host sees them, and what else the host knows of it."""
    found = {}
    with open(f"/proc/{pid}/cgroup") as file:
        for line in file.read().splitlines():
            _, controllers, path = line.split(":", 2)
            name = controllers.removeprefix("name=")
            root = f"/sys/fs/cgroup/{name}" if name else "/sys/fs/cgroup/unified" if os.path.isdir("/sys/fs/cgroup/unified") else "/sys/fs/cgroup"
            found[f"cgroup outside\t{controllers or 'unified'}"] = "in one of the container" if container in path else f"elsewhere: {path.rsplit('/', 1)[0] or '/'}"
            if container in path:
                found.update(settings(root + path, controllers or "unified", container))
    return found


def settings(folder, controller, container):
    found = {}
    for name in sorted(os.listdir(folder)):
        if SETTING.search("/" + name):
            try:
                with open(os.path.join(folder, name)) as file:
                    text = file.read()
            except OSError as error:
                text = error.strerror
            found[f"cgroup setting\t{controller}: {name}"] = unnamed("\n".join(sorted(text.strip().split("\n"))), container)
    return found
