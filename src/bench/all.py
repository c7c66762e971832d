#!/usr/bin/env python3
"""Every benchmark beside a peer, as one page of Markdown tables on the standard output; what is under way goes to the standard error.

    all.py [--quick] [--no-peer] [--folder DIR] [--only PART…]

Starts a Gantry of this checkout and Debian's dockerd on folders of their own, lets them take turns, and ends both. --quick takes small numbers, to
see that all of it works; conclusions need the whole, on a machine that does nothing else. Needs root, unshare, nsenter, iptables and docker.io.
"""

import argparse
import contextlib
import datetime
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

import crowd
import life
import log
import weight
from engine_api import load_average, table
from engines import ROOT, Dockerd, Gantry

IMAGE = "gantry-check/busybox:1"
DIRTY_MEGABYTES = 300
REST = 15


@dataclass(frozen=True)
class Sizes:
    lives: int
    running: tuple
    stopped: int
    peer_stopped: int      # fewer where a peer would take a quarter of an hour to make them; the table says so
    clients: tuple
    lives_at_once: int
    lines: int
    rounds: int
    weighed: int


WHOLE = Sizes(40, (1, 100, 500), 10_000, 1_000, (1, 8, 32), 128, 1_000_000, 3, 100)
QUICK = Sizes(3, (1, 10), 50, 20, (1, 4), 8, 20_000, 1, 5)


def heading(text):
    print(f"\n## {text}\n", flush=True)
    print(f"{datetime.datetime.now():%H:%M:%S} {text}", file=sys.stderr, flush=True)


def machine():
    cpu = next((line.split(":")[1].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), platform.machine())
    memory = int(pathlib.Path("/proc/meminfo").read_text().split()[1]) / (1 << 20)
    version = "2" if pathlib.Path("/sys/fs/cgroup/cgroup.controllers").exists() else "1"
    return (f"{datetime.datetime.now():%Y-%m-%d %H:%M}, {os.cpu_count()} processors ({cpu}), {memory:.0f} GiB, kernel {platform.release()}, cgroup v{version}; "
            f"load average {' '.join(pathlib.Path('/proc/loadavg').read_text().split()[:3])} at the start.")


def life_by_network(engines, sizes, folder):
    for network in ("none", "host", "bridge"):
        heading(f"A life, network {network}, {sizes.lives} lives: median (least) in ms")
        clients = [engine.client() for engine in engines]
        table(life.HEAD, list(life.rows(clients, life.in_turns(clients, IMAGE, network, sizes.lives))))


def life_in_a_crowd(engines, sizes, folder):
    for count in sizes.running:
        heading(f"A life, network none, beside {count} running: median (least) in ms")
        with crowd.running(engines[0].socket, IMAGE, count):
            if len(engines) > 1:
                with crowd.running(engines[1].socket, IMAGE, count):
                    lives(engines, sizes)
            else:
                lives(engines, sizes)


def lives(engines, sizes):
    clients = [engine.client() for engine in engines]
    table(life.HEAD, list(life.rows(clients, life.in_turns(clients, IMAGE, "none", sizes.lives))))


def life_beside_writer(engines, sizes, folder):
    heading(f"A life, network none, while a neighbour keeps {DIRTY_MEGABYTES} MB of dirty pages: median (least) in ms")
    with crowd.dirty_pages(folder, DIRTY_MEGABYTES):
        lives(engines, sizes)


def clients_at_once(engines, sizes, folder):
    heading("Clients at once, network none: lives a second")
    rows = []
    for clients in sizes.clients:
        done = [life.lives_a_second(str(engine.socket), IMAGE, "none", clients, max(clients, sizes.lives_at_once)) for engine in engines]
        rows.append([clients, *(f"{each:.1f}" for each in done), *([f"{done[0] / done[1]:.1f}"] if len(done) > 1 else []), load_average()])
    table(["clients", *(engine.word for engine in engines), *(["ratio"] if len(engines) > 1 else []), "load"], rows)


def logs(engines, sizes, folder):
    heading(f"{sizes.lines} log lines of {len(log.LINE) + 1} bytes, {sizes.rounds} rounds: median seconds")
    table(log.HEAD, log.rows([engine.client() for engine in engines], IMAGE, sizes.lines, sizes.rounds))


def start_trace(engines, sizes, folder):
    """Gantry's own trace of its starts: when each step was done, counted from the request."""
    heading(f"Where the time of a start goes, network none, {sizes.lives} starts: median (least) in ms")
    client, done = engines[0].client(), {}

    def take(container):
        for step in client.call("GET", f"/containers/{container}/start-trace")["Steps"]:
            done.setdefault((step["Side"], step["Name"]), []).append(step["Micros"] / 1000)

    for _ in range(sizes.lives):
        life.one_life(client, IMAGE, "none", take)
    ordered = sorted(done.items(), key=lambda item: statistics.median(item[1]))
    table(("by", "step", "done after"), [[side, name, f"{statistics.median(times):.2f} ({min(times):.2f})"] for (side, name), times in ordered])


def memory(engines, sizes, folder):
    heading(f"Memory, Pss in MB, idle after {REST} s without a request; a container's share of {sizes.weighed} that sleep, network none, in KB")
    rows = []
    time.sleep(REST)
    for engine in engines:
        idle, kernel = weight.pss(engine.own_processes()), weight.kernel_memory()
        with crowd.running(engine.socket, IMAGE, sizes.weighed):
            beside = weight.pss(engine.standing_by()) / sizes.weighed
            more = (weight.kernel_memory() - kernel) / sizes.weighed
            busy = weight.pss(engine.own_processes())
        rows.append([engine.word, f"{idle / 1024:.0f}", f"{busy / 1024:.0f}", f"{beside:.0f}", f"{more:.0f}", load_average()])
    table(("engine", "idle", f"with {sizes.weighed} running", "beside a container", "in the kernel, a container", "load"), rows)
    heading(f"What gantry's memory is, Pss in MB, after another {REST} s of rest")
    time.sleep(REST)
    table(("part", "MB"), [[part, f"{size / 1024:.0f}"] for part, size in weight.parts(engines[0].pid).most_common()])


def start_up(engines, sizes, folder):
    heading("Start-up: seconds from the exec to the first answer; gantry: also `gantry up` with a build that is there")
    rows = []
    for engine in engines:
        answers = [engine.time_to_answer() for _ in range(sizes.rounds)]
        engine.down()
        rows.append([engine.word, f"{statistics.median(answers):.2f} ({min(answers):.2f})", f"{engine.start_up():.2f}", load_average()])
    table(("engine", "first answer", "the whole command", "load"), rows)


def many_stopped(engines, sizes, folder):
    for engine, count in zip(engines, (sizes.stopped, sizes.peer_stopped)):
        heading(f"{engine.word} with {count} stopped containers")
        before = weight.pss(engine.own_processes())
        begin = time.perf_counter()
        crowd.at_once(engine.socket, count, crowd.leave_stopped(IMAGE))
        made = time.perf_counter() - begin
        begin = time.perf_counter()
        listed = len(engine.client().call("GET", "/containers/json?all=1"))
        took = time.perf_counter() - begin
        if listed < count:
            sys.exit(f"{engine.word} lists {listed} of {count}")
        grown = weight.pss(engine.own_processes()) - before
        answer = engine.time_to_answer()
        table(("engine", "made in, s", "list, ms", "memory more, MB", "first answer, s", "load"),
              [[engine.word, f"{made:.0f}", f"{took * 1000:.0f}", f"{grown / 1024:.0f}", f"{answer:.2f}", load_average()]])
        print()
        lives([engine], sizes)


# The last leaves an engine full.
PARTS = {"network": life_by_network, "running": life_in_a_crowd, "dirty": life_beside_writer, "clients": clients_at_once, "log": logs, "trace": start_trace,
         "memory": memory, "start-up": start_up, "stopped": many_stopped}


def load_image(engines, folder):
    subprocess.run([ROOT / "src/test/images/make.py", folder / "images"], check=True)
    for engine in engines:
        engine.client().load(folder / "images/busybox.tar")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="small numbers")
    parser.add_argument("--no-peer", action="store_true", help="Gantry alone")
    parser.add_argument("--folder", help="where the engines keep their files (default: a new one in /tmp)")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    args = parser.parse_args()

    folder = pathlib.Path(tempfile.mkdtemp(prefix="gantry-bench-", dir=args.folder))
    engines = []
    with contextlib.ExitStack() as ends:
        ends.callback(shutil.rmtree, folder, ignore_errors=True)
        print(f"# Benchmarks\n\n{machine()}", flush=True)
        for kind in (Gantry,) if args.no_peer else (Gantry, Dockerd):
            engines.append(kind(folder))
            ends.callback(engines[-1].end)
        load_image(engines, folder)
        print("\n" + " beside ".join(engine.client().name() for engine in engines) + (", small numbers: no conclusions." if args.quick else "."), flush=True)
        for part in args.only:
            PARTS[part](engines, QUICK if args.quick else WHOLE, folder)


if __name__ == "__main__":
    main()
