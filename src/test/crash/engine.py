"""An engine of its own for tests that kill it: folders, socket and cgroup parent that nobody else uses."""
import contextlib, os, pathlib, re, shutil, signal, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "src/bench"))
import engine_api


class Failure(Exception):
    pass


def hold(truth, text):
    if not truth:
        raise Failure(text)


class Engine:
    """One engine under test, started and killed from outside."""

    def __init__(self, gantry, work):
        self.data, self.run = work / "data", work / "run"
        self.parent = f"gantry-crash-{os.getpid()}"
        self.socket = self.run / "gantry.sock"
        self.options = ["--data-root", self.data, "--run-dir", self.run, "--socket", self.socket, "--listen", "127.0.0.1:0", "--cgroup-parent", self.parent]
        self.gantry, self.log = gantry, work / "up.log"

    def script(self, word):
        with open(self.log, "a") as log:
            code = subprocess.run([self.gantry, word, *self.options], stdout=log, stderr=log, stdin=subprocess.DEVNULL).returncode
        hold(code == 0, f"gantry {word} exited {code}: {self.log.read_text()[-1500:]}")

    def pid(self):
        return int(dict(line.split("=", 1) for line in (self.run / "engine.pid").read_text().split())["pid"])

    def kill(self):
        pid = self.pid()
        os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + 10
        while pathlib.Path(f"/proc/{pid}/stat").exists() and " Z " not in pathlib.Path(f"/proc/{pid}/stat").read_text():
            hold(time.monotonic() < deadline, f"engine {pid} did not die")
            time.sleep(0.01)

    def command(self, *words):
        return ["docker", "-H", f"unix://{self.socket}", *words]

    def docker(self, *words, code=0, timeout=120, **options):
        done = subprocess.run(self.command(*words), capture_output=True, timeout=timeout, **options)
        hold(code is None or done.returncode == code,
             f"docker {' '.join(map(str, words))}: exit {done.returncode} instead of {code}: {done.stdout[-500:]!r} {done.stderr[-500:]!r}")
        return done.stdout.decode(errors="replace").strip()

    def begin_exec(self, container, script):
        """Starts a program in a container, with nobody attached; gives its id."""
        api = engine_api.Engine(str(self.socket))
        made = api.call("POST", f"/containers/{container}/exec", {"Cmd": ["sh", "-c", script]})["Id"]
        api.call("POST", f"/exec/{made}/start", {"Detach": True})
        return made

    def exec_state(self, made):
        state = engine_api.Engine(str(self.socket)).call("GET", f"/exec/{made}/json")
        return state["Running"], state["Pid"], state["ExitCode"]

    def left_behind(self):
        """Mounts, cgroups and processes that still name this engine."""
        mounts = [m for m in pathlib.Path("/proc/self/mountinfo").read_text().splitlines() if str(self.data) in m or str(self.run) in m]
        # os.walk passes over what goes meanwhile: others make and remove cgroups beside ours.
        groups = [folder for folder, _, _ in os.walk("/sys/fs/cgroup") if f"/{self.parent}/" in folder and re.fullmatch("[0-9a-f]{16,}", os.path.basename(folder))]
        processes = []
        for entry in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                if self.parent in (entry / "cgroup").read_text() and int(entry.name) != self.pid():
                    processes.append((entry / "comm").read_text().strip())
            except (OSError, ValueError):
                continue
        return mounts, groups, processes

    def put_away(self):
        """Ends it with all its containers, in whatever state a test has left it."""
        self.script("up")
        left = self.docker("ps", "-aq", code=None)
        if left:
            self.docker("rm", "-f", *left.split(), code=None)
        self.script("down")


@contextlib.contextmanager
def engine_for(gantry, name):
    """An engine, not yet started, and a folder to work in. Both are gone afterwards; after a failure the folder is kept, the reason told, and the program ends."""
    work = pathlib.Path(tempfile.mkdtemp(prefix=f"gantry-{name}-"))
    engine = Engine(gantry, work)
    failure = None
    try:
        yield engine, work
    except Failure as failed:
        failure = failed
        print(f"FAILED: {failed}", file=sys.stderr)
    finally:
        try:
            engine.put_away()
        finally:
            if failure is None:
                shutil.rmtree(work, ignore_errors=True)
            else:
                print(f"kept for a look: {work}", file=sys.stderr)
    if failure is not None:
        sys.exit(1)
