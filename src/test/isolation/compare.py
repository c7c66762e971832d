#!/usr/bin/env python3
"""Runs the same containers under Docker and under Gantry and compares what a process in them finds.

  compare.py DOCKER_ADDRESS GANTRY_ADDRESS [--all] [configuration…]

Differences that differences.toml explains are allowed; any other fails the test, and so does an entry there that has nothing to explain
any more. --all prints every difference, explained or not. Both engines must run on this machine, in this network namespace.
"""
import fnmatch, pathlib, subprocess, sys, tempfile, tomllib
sys.dont_write_bytecode = True
from facts import Engine
import image

HERE = pathlib.Path(__file__).resolve().parent
# Where cgroups are of version 1, Docker makes no cgroup namespace unless it is asked to.
NONE = ["--network", "none", "--cgroupns", "private"]
# Docker's runc refuses to start a container that wants a capability which the machine lacks.
ON_DOCKER = {"privileged": ["--runtime", "available"], "cap-add-all": ["--runtime", "available"], "exec-privileged": ["--runtime", "available"]}
# name: the options of docker run, and those of docker exec where the exec'd process is what is looked at
CONFIGURATIONS = {
    "default": ([], None),
    "no-network": (NONE, None),
    "host-network": (["--network", "host"], None),
    "privileged": ([*NONE, "--privileged"], None),
    "cap-add-all": ([*NONE, "--cap-add", "ALL"], None),
    "cap-drop-all": ([*NONE, "--cap-drop", "ALL"], None),
    "cap-some": ([*NONE, "--cap-add", "SYS_ADMIN", "--cap-add", "NET_ADMIN", "--cap-drop", "MKNOD", "--cap-drop", "CHOWN"], None),
    "user": ([*NONE, "--user", "1000:1000"], None),
    "user-groups": ([*NONE, "--user", "1000:1000", "--group-add", "44", "--group-add", "audio", "--cap-add", "NET_ADMIN"], None),
    "read-only": ([*NONE, "--read-only", "--tmpfs", "/run", "--tmpfs", "/scratch:size=1m,mode=700"], None),
    "init": ([*NONE, "--init"], None),
    "no-new-privileges": ([*NONE, "--security-opt", "no-new-privileges"], None),
    "seccomp-unconfined": ([*NONE, "--security-opt", "seccomp=unconfined"], None),
    "system-paths-unconfined": ([*NONE, "--security-opt", "systempaths=unconfined"], None),
    "pid-host": ([*NONE, "--pid", "host"], None),
    "ipc-host": ([*NONE, "--ipc", "host"], None),
    "ipc-shareable": ([*NONE, "--ipc", "shareable"], None),
    "ipc-none": ([*NONE, "--ipc", "none"], None),
    "uts-host": ([*NONE, "--uts", "host"], None),
    "cgroupns-host": (["--network", "none", "--cgroupns", "host"], None),
    "terminal": ([*NONE, "-t", "-i"], None),
    "limits": ([*NONE, "--memory", "100m", "--memory-swap", "150m", "--memory-reservation", "50m", "--cpus", "0.5", "--cpu-shares", "300", "--cpuset-cpus", "0",
                "--pids-limit", "200", "--ulimit", "nofile=500:600", "--ulimit", "core=0", "--shm-size", "1m", "--oom-score-adj", "300"], None),
    "settings": ([*NONE, "--hostname", "named", "--domainname", "example.org", "-e", "A=b", "-w", "/made/here", "--sysctl", "net.ipv4.ip_forward=1",
                  "--sysctl", "kernel.msgmax=4096", "--device", "/dev/fuse", "--tmpfs", "/scratch", "-v", "/usr/share/doc:/doc:ro", "--dns", "192.0.2.1",
                  "--add-host", "peer:192.0.2.2"], None),
    "exec": (NONE, []),
    "exec-privileged": (NONE, ["--privileged"]),
    "exec-user": (NONE, ["--user", "1000:1000", "-w", "/tmp", "-e", "A=b"]),
}

LOOKS = 3


def differences(docker, gantry):
    for key in sorted(docker.keys() | gantry.keys()):
        pair = docker.get(key, "(absent)"), gantry.get(key, "(absent)")
        if pair[0] != pair[1]:
            yield key.replace("\t", ": "), *pair


def explains(entry, configuration, key, docker, gantry):
    return (any(fnmatch.fnmatchcase(configuration, c) for c in entry.get("configurations", ["*"]))
            and any(fnmatch.fnmatchcase(key, k) for k in entry["keys"])
            and fnmatch.fnmatchcase(docker, entry.get("docker", "*")) and fnmatch.fnmatchcase(gantry, entry.get("gantry", "*")))


def patiently(look, *arguments):
    """A look at the peer, which may fail by chance: it isn't what is tested here."""
    for attempt in range(1, LOOKS + 1):
        try:
            return look(*arguments)
        except (RuntimeError, subprocess.TimeoutExpired) as error:
            if attempt == LOOKS:
                raise
            print(f"looking again at the peer: {error}", flush=True)


def lasting(configuration, different, entries, look):
    """The differences but for those that nothing explains and a second or third look doesn't find again: what the machine did in between."""
    for _ in range(LOOKS - 1):
        unexplained = [d for d in different if not any(explains(e, configuration, *d) for e in entries)]
        if not unexplained:
            break
        again = {d[0] for d in differences(*look())}
        passing = [d for d in unexplained if d[0] not in again]
        for key, *values in passing:
            print(f"passed by in {configuration}: {key}: {values!r:.300}", flush=True)
        different = [d for d in different if d not in passing]
    return different


def undocumented(entries):
    text = (HERE / "../../../docs/security.md").read_text()
    return [e["name"] for e in entries if f"| {e['name']} |" not in text]


def main(docker_host, gantry_host, *options):
    names = [o for o in options if o != "--all"] or list(CONFIGURATIONS)
    engines = Engine("docker", docker_host), Engine("gantry", gantry_host)
    entries = tomllib.loads((HERE / "differences.toml").read_text()).get("difference", [])
    with tempfile.TemporaryDirectory() as folder:
        archive = image.make(pathlib.Path(folder))
        for engine in engines:
            engine.docker("load", "-q", "-i", str(archive))
    found, compared = {}, 0
    try:
        for name in names:
            run, executed = CONFIGURATIONS[name]
            def look():
                return patiently(engines[0].look, [*run, *ON_DOCKER.get(name, [])], executed), engines[1].look(run, executed)

            docker, gantry = look()
            compared += len(docker.keys() | gantry.keys())
            different = lasting(name, list(differences(docker, gantry)), entries, look)
            for difference in different:
                found.setdefault(difference, []).append(name)
            print(f"looked at {name}: {len(gantry)} facts, {len(different)} differ", flush=True)
    finally:
        for engine in engines:
            engine.docker("rmi", "-f", "gantry-check/probe:1", check=False)
    used, bad = set(), 0
    for difference, where in found.items():
        reasons = [[n for n, entry in enumerate(entries) if explains(entry, name, *difference)] for name in where]
        used.update(n for some in reasons for n in some)
        left = [name for name, some in zip(where, reasons) if not some]
        bad += len(left)
        if left or "--all" in options:
            print(f"{'DIFFERS' if left else 'explained'}  {difference[0]}   ({', '.join(left or where)})\n"
                  f"    docker: {difference[1]!r:.600}\n    gantry: {difference[2]!r:.600}")
    for number, entry in enumerate(entries):
        if len(names) == len(CONFIGURATIONS) and number not in used:
            bad += 1
            print(f"FAILED   differences.toml explains what does not occur any more: {entry['name']}: {entry['keys']}")
    for name in undocumented(entries):
        bad += 1
        print(f"FAILED   docs/security.md says nothing of the difference «{name}»")
    print(f"{compared} facts of {len(names)} containers compared, {bad} failed")
    return 1 if bad else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
