#!/usr/bin/env python3
"""Kill the engine with SIGKILL at random moments and show that its containers lose nothing.

    crash.py [-n ROUNDS] [--rate LINES] [--seed N] [--gantry ./gantry]

Starts an engine of its own (own folders, socket, cgroup parent), then, through all ROUNDS kills and starts of the engine:
  * one container writes RATE lines a second on stdout and as many on stderr, with a checksum made inside,
  * one terminal session holds a shell variable, one `docker run -i` input stays open,
  * each round a container ends while no engine runs, with a code of its own; another one is being created when the kill comes,
  * one exec runs through all rounds, and each round another ends about when the engine is killed, with a code of its own.
At the end: `docker logs` gives every byte once and in order, all exit codes are right, each exec's end was told once, the terminal
session answers, and nothing of it is left: no process, no mount, no cgroup, no container.

Needs what src/test/cli/run.sh needs, and root.
"""
import argparse, json, pathlib, random, subprocess, time
from engine import ROOT, engine_for, hold

HERE = pathlib.Path(__file__).resolve().parent


def prepare(engine, work):
    subprocess.run([ROOT / "src/test/images/make.py", work / "images"], check=True)
    for name in ("busybox", "flood"):
        engine.docker("load", "-q", "-i", work / f"images/{name}.tar")
    subprocess.run(["gcc", "-O2", "-o", work / "flood", ROOT / "src/test/images/flood.c"], check=True)


def run_round(engine, number, rng, codes, execs):
    """One kill: what ends while nobody looks, what is being made, and the engine's next start."""
    code = rng.randrange(256)
    codes[f"ends-{number}"] = code
    pause = rng.uniform(0.2, 1.2)
    engine.docker("run", "-d", "--name", f"ends-{number}", "gantry-check/busybox:1", "sh", "-c", f"sleep {pause + 0.3:.2f}; echo last words; exit {code}")
    made = engine.begin_exec("session", f"sleep {rng.uniform(0.1, pause + 0.4):.2f}; exit {code}")
    execs[made] = code
    time.sleep(pause)
    midway = subprocess.Popen(engine.command("run", "-d", "--name", f"midway-{number}", "gantry-check/busybox:1", "sleep", "1000"),
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    time.sleep(rng.uniform(0, 0.06))
    engine.kill()
    confirmed = midway.communicate(timeout=60)[0].decode().strip() if midway.wait(timeout=60) == 0 else None
    time.sleep(rng.uniform(0, 0.8))
    engine.script("up")
    check_midway(engine, f"midway-{number}", confirmed)


def check_execs(engine, lasting, execs):
    """The new engine knows what runs, and how the others ended."""
    made, before = lasting
    hold(engine.exec_state(made) == before and before[0], f"the lasting exec is {engine.exec_state(made)}, was {before}")
    hold(pathlib.Path(f"/proc/{before[1]}/cmdline").read_bytes() == b"sleep\x0098765\x00", f"pid {before[1]} is another")
    made = next(reversed(execs))
    deadline = time.monotonic() + 10
    while engine.exec_state(made)[0]:
        hold(time.monotonic() < deadline, f"exec {made} never ended")
        time.sleep(0.05)
    hold(engine.exec_state(made) == (False, 0, execs[made]), f"exec {made} should have exited {execs[made]}: {engine.exec_state(made)}")


def check_exec_events(engine, execs):
    told = [json.loads(line)["Actor"]["Attributes"] for line in
            engine.docker("events", "--since", "1h", "--until", "0s", "--filter", "event=exec_die", "--format", "{{json .}}").splitlines()]
    ends = {each["execID"]: each["exitCode"] for each in told}
    hold(len(ends) == len(told), "the end of an exec was told twice")
    for made, code in execs.items():
        hold(ends.get(made) == str(code), f"exec {made} should be told to have exited {code}, not {ends.get(made)}")


def check_midway(engine, name, confirmed):
    """A start that the kill interrupted: what the client was told holds, and nothing stays half made."""
    state = engine.docker("ps", "-a", "--filter", f"name=^/{name}$", "--format", "{{.State}}")
    hold(state in ("", "created", "running"), f"{name} is {state!r} after the crash")
    hold(not confirmed or state == "running", f"{name} was said to run but is {state!r}")
    if state:
        if state == "created":
            engine.docker("start", name)
        hold(engine.docker("exec", name, "echo", "alive") == "alive", f"{name} does not answer")
        engine.docker("rm", "-f", name)


def check_paused(engine):
    """A container that an earlier engine paused stands still until it is told to go on."""
    ticks = lambda: len(engine.docker("logs", "stands").splitlines())
    hold(engine.docker("inspect", "-f", "{{.State.Status}}", "stands") == "paused", "the paused container's state")
    before = ticks()
    time.sleep(0.5)
    hold(ticks() == before, "the paused container goes on")
    engine.docker("unpause", "stands")
    deadline = time.monotonic() + 10
    while ticks() == before and time.monotonic() < deadline:
        time.sleep(0.1)
    hold(ticks() > before, "the container does not go on after unpause")


def terminal(engine, *steps):
    done = subprocess.run([HERE.parent / "cli/terminal.py", "24x80", *steps, "--", *engine.command("attach", "session")], capture_output=True, timeout=100)
    hold(done.returncode in (0, 1), f"the terminal session did not answer: {done.stdout!r}")


def check_logs(engine, work):
    lines = 0
    for letter, keep, drop in (("o", "stdout", "stderr"), ("e", "stderr", "stdout")):
        logs = subprocess.Popen(engine.command("logs", "flood"), **{keep: subprocess.PIPE, drop: subprocess.DEVNULL})
        told = subprocess.run([work / "flood", "verify", letter], stdin=getattr(logs, keep), capture_output=True, text=True)
        logs.wait()
        hold(told.returncode == 0, f"{keep} of flood: {told.stdout}")
        lines += int(told.stdout.split()[0])
    return lines


def scenario(engine, work, args, rng):
    engine.script("up")
    prepare(engine, work)
    clean = engine.left_behind()
    engine.docker("run", "-d", "--name", "flood", "gantry-check/flood:1", "flood", "0", str(args.rate), "17")
    begin = time.monotonic()
    engine.docker("run", "-dit", "--name", "session", "gantry-check/busybox:1")
    terminal(engine, "expect:#", "send:token=kept-${#HOSTNAME}\\n", "expect:#", "send:\\x10\\x11")
    engine.docker("run", "-di", "--name", "input", "gantry-check/busybox:1", "sh", "-c", "read line; echo got $line; exit 21")
    engine.docker("run", "-d", "--name", "stands", "gantry-check/busybox:1", "sh", "-c", "while :; do echo tick; sleep 0.05; done")
    engine.docker("pause", "stands")
    lasting = engine.begin_exec("session", "exec sleep 98765")
    lasting = lasting, engine.exec_state(lasting)
    codes, execs = {}, {}
    for number in range(1, args.n + 1):
        run_round(engine, number, rng, codes, execs)
        check_execs(engine, lasting, execs)
        print(f"round {number}: ok", flush=True)
    check_paused(engine)
    engine.docker("kill", "-s", "TERM", "flood")
    hold(engine.docker("wait", "flood") == "17", "flood's exit code")
    seconds = time.monotonic() - begin
    lines = check_logs(engine, work)
    for name, code in codes.items():
        hold(engine.docker("wait", name) == str(code), f"{name} should have exited {code}: {engine.docker('inspect', '-f', '{{json .State}}', name)}")
        hold(engine.docker("logs", name) == "last words", f"log of {name}")
    check_exec_events(engine, execs)
    terminal(engine, "send:echo [$token]\\n", "expect:\\[kept-12\\]", "send:\\x10\\x11")
    hold(engine.docker("attach", "input", input=b"typed\n", code=21) == "got typed", "the input kept open")
    engine.docker("rm", "-f", "flood", "session", "input", "stands", *codes)
    deadline = time.monotonic() + 15
    while engine.left_behind() != clean and time.monotonic() < deadline:
        time.sleep(0.2)
    hold(engine.left_behind() == clean, f"left behind: {engine.left_behind()}, at first {clean}")
    hold(engine.docker("ps", "-aq") == "", "containers are left")
    print(f"{args.n} kills, {lines} lines ({lines / seconds:.0f} a second), each once and in order; {len(codes)} exit codes; {len(execs)} execs; terminal, input and pause kept; nothing left")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=50)
    parser.add_argument("--rate", type=int, default=30000, help="lines a second on each of stdout and stderr")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--gantry", default=ROOT / "gantry")
    args = parser.parse_args()
    print(f"seed {args.seed}")
    with engine_for(args.gantry, "crash") as (engine, work):
        scenario(engine, work, args, random.Random(args.seed))


if __name__ == "__main__":
    main()
