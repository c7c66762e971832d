"""Engines to measure, each with folders, cgroups and a network namespace of its own, and gone afterwards."""

import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

from engine_api import Engine

ROOT = pathlib.Path(__file__).resolve().parents[2]
ANSWER_TIME = 120


def wait_for_answer(path, process=None):
    """Returns when GET /_ping is answered on the socket; tries every two milliseconds."""
    end = time.monotonic() + ANSWER_TIME
    while time.monotonic() < end:
        try:
            with socket.socket(socket.AF_UNIX) as channel:
                channel.connect(str(path))
                channel.sendall(b"GET /_ping HTTP/1.1\r\nHost: engine\r\nConnection: close\r\n\r\n")
                if channel.recv(64).startswith(b"HTTP/1.1 200"):
                    return
        except OSError:
            pass
        if process is not None and process.poll() is not None:
            break
        time.sleep(0.002)
    raise SystemExit(f"no engine answers on {path}")


def wait_for_end(pid):
    while pathlib.Path(f"/proc/{pid}").exists() and stat_fields(pid)[0] != "Z":
        time.sleep(0.01)


def stat_fields(pid):
    """The fields of /proc/PID/stat behind the name: state, parent, …"""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ["Z", "0"]


class OnOwnFolders:
    """What the engines have in common: a folder, a cgroup parent, and an end that leaves nothing."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder) / self.word
        self.cgroup = f"{self.word}-bench-{os.getpid()}"
        self.folder.mkdir(parents=True)

    def client(self):
        return Engine(str(self.socket), self.word)

    def clear(self):
        mounts = [line.split()[4] for line in pathlib.Path("/proc/self/mountinfo").read_text().splitlines()]
        for mount in sorted((m for m in mounts if m.startswith(f"{self.folder}/")), reverse=True):
            subprocess.run(["umount", "-l", mount], check=False)
        for top in [pathlib.Path("/sys/fs/cgroup"), *pathlib.Path("/sys/fs/cgroup").glob("*/")]:
            for directory, _, _ in os.walk(top / self.cgroup, topdown=False):
                try:
                    os.rmdir(directory)
                except OSError:
                    pass
        shutil.rmtree(self.folder, ignore_errors=True)


class Gantry(OnOwnFolders):
    word = "gantry"

    def __init__(self, folder):
        super().__init__(folder)
        self.socket = self.folder / "run/gantry.sock"
        self.options = ["--data-root", self.folder / "data", "--run-dir", self.folder / "run", "--socket", self.socket, "--listen", "127.0.0.1:0",
                        "--cgroup-parent", self.cgroup, "--bridge", "gantrybench0"]
        self.start_up()

    def script(self, *words):
        # Both engines in a network namespace of their own: their firewalls and bridges meet nobody's.
        inside = ["unshare", "--net", "--", "sh", "-c", 'ip link set lo up; exec "$@"', "sh"] if words == ("up",) else []
        told = subprocess.run([*inside, ROOT / "gantry", *self.options, *words], capture_output=True, text=True, check=False)
        if told.returncode != 0:
            raise SystemExit(f"gantry {words[0]}: {told.stderr}{told.stdout}")

    def start_up(self):
        """Returns the seconds that `gantry up` took."""
        begin = time.perf_counter()
        self.script("up")
        return time.perf_counter() - begin

    @property
    def pid(self):
        lines = (self.folder / "run/engine.pid").read_text().splitlines()
        return int(dict(line.split("=", 1) for line in lines)["pid"])

    def down(self):
        self.script("down")

    def time_to_answer(self):
        """Restarts the engine as it was started; returns the seconds from the exec of the JVM to the first answer."""
        pid = self.pid
        command = pathlib.Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[:-1]
        environment = dict(one.split(b"=", 1) for one in pathlib.Path(f"/proc/{pid}/environ").read_bytes().split(b"\0") if b"=" in one)
        network = f"/proc/{pid}/ns/net"
        keep = os.open(network, os.O_RDONLY)
        try:
            self.down()
            with open(self.folder / "data/engine.log", "ab") as log:
                begin = time.perf_counter()
                process = subprocess.Popen(["nsenter", f"--net=/proc/self/fd/{keep}", "--", *map(os.fsdecode, command)], pass_fds=[keep], stdin=subprocess.DEVNULL,
                                           stdout=log, stderr=log, env=environment, start_new_session=True)
                wait_for_answer(self.socket, process)
                took = time.perf_counter() - begin
        finally:
            os.close(keep)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline and not (self.folder / "run/engine.pid").exists():
            time.sleep(0.01)
        return took

    def own_processes(self):
        """Pids of the engine itself: the JVM, its spawner, and the monitors that this has ready."""
        spawners = self.spawners()
        return [self.pid, *spawners, *(pid for spawner in spawners for pid in children(spawner) if name_of(pid) == "gantry-standby")]

    def spawners(self):
        return [pid for pid in children(self.pid) if name_of(pid) == "gantry-spawner"]

    def standing_by(self):
        """Pids of what stands by containers."""
        return [pid for spawner in self.spawners() for pid in children(spawner) if name_of(pid) == "gantry-monitor"]

    def end(self):
        try:
            self.down()
        finally:
            self.clear()


class Dockerd(OnOwnFolders):
    word = "dockerd"

    def __init__(self, folder):
        super().__init__(folder)
        self.socket = self.folder / "docker.sock"
        self.log = open(self.folder / "log", "ab")
        self.network = ["unshare", "--net", "--", "sh", "-c", 'ip link set lo up; exec "$@"', "sh"]
        self.process = None
        self.time_to_answer()

    def time_to_answer(self):
        """Starts it, again if it runs; returns the seconds from the exec to the first answer."""
        if self.process is not None:
            self.down()
        begin = time.perf_counter()
        self.process = subprocess.Popen(
            [*self.network, "dockerd", "-H", f"unix://{self.socket}", "--data-root", self.folder / "data", "--exec-root", self.folder / "exec", "--pidfile",
             self.folder / "pid", "--cgroup-parent", f"/{self.cgroup}"], stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        wait_for_answer(self.socket, self.process)
        return time.perf_counter() - begin

    def start_up(self):
        return self.time_to_answer()

    def down(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        self.process = None

    def own_processes(self):
        """Pids of the engine itself: dockerd and its containerd."""
        return [self.process.pid, *(pid for pid in children(self.process.pid) if name_of(pid) == "containerd")]

    def standing_by(self):
        """Pids of what stands by containers."""
        mark = str(self.folder / "exec").encode()
        return [pid for pid in all_pids() if name_of(pid).startswith("containerd-shim") and mark in command_of(pid)]

    def end(self):
        if self.process is not None:
            self.down()
        self.log.close()
        self.clear()


def all_pids():
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def children(parent):
    return [pid for pid in all_pids() if stat_fields(pid)[1] == str(parent)]


def name_of(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def command_of(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
