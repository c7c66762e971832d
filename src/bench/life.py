#!/usr/bin/env python3
"""The life of a container over the API: create, start, wait, remove.

    life.py SOCKET [PEER_SOCKET] [--image busybox] [--network none] [--lives 40] [--clients 8]

With a peer the two engines take turns within one run, so that a noisy machine is noisy for both; the ratio of the medians is what to
quote. Before anything is timed each engine shows that it runs what it is asked to: a random exit code and a random word in the log.
"""

import argparse
import secrets
import statistics
import sys
import threading
import time

from engine_api import Engine, load_average, table, unframed

STEPS = ("create", "start", "wait", "remove")
HEAD = ("engine", *STEPS, "life", "ratio", "load")
WARM_UP = 5


def show_that_it_is_real(engine, image, network):
    word, code = secrets.token_hex(8), secrets.randbelow(100) + 1
    container = engine.create(image, ["sh", "-c", f"echo {word}; exit {code}"], NetworkMode=network)
    try:
        engine.start(container)
        seen, log = engine.wait(container), unframed(engine.framed_log(container))
    finally:
        engine.remove(container)
    if seen != code or log.decode().strip() != word:
        sys.exit(f"{engine.path} did not run the container: exit {seen} for {code}, log {log!r} for {word}")


def one_life(engine, image, network, trace=None):
    """Returns the milliseconds of each step; `trace` is called with the container before it is removed, outside of the timing."""
    marks = [time.perf_counter()]
    container = engine.create(image, ["true"], NetworkMode=network)
    marks.append(time.perf_counter())
    engine.start(container)
    marks.append(time.perf_counter())
    code = engine.wait(container)
    marks.append(time.perf_counter())
    if trace is not None:
        trace(container)
    pause = time.perf_counter() - marks[-1]
    engine.call("DELETE", f"/containers/{container}")
    marks.append(time.perf_counter())
    if code != 0:
        sys.exit(f"{engine.path}: the container exited with {code}")
    steps = [(after - before) * 1000 for before, after in zip(marks, marks[1:])]
    steps[-1] -= pause * 1000
    return steps


def in_turns(engines, image, network, lives):
    """Lets the engines take turns; returns the laps of each."""
    for engine in engines:
        show_that_it_is_real(engine, image, network)
        for _ in range(WARM_UP):
            one_life(engine, image, network)
    laps = [[] for _ in engines]
    for _ in range(lives):
        for engine, own in zip(engines, laps):
            own.append(one_life(engine, image, network))
    return laps


def rows(engines, laps):
    """Rows of HEAD: median (least) of each step, and how many times the first engine's median each other's is."""
    totals = [[sum(lap) for lap in own] for own in laps]
    first = statistics.median(totals[0])
    for engine, own, total in zip(engines, laps, totals):
        cells = [f"{statistics.median(column):.2f} ({min(column):.2f})" for column in [*zip(*own), total]]
        yield [engine.name(), *cells, f"{statistics.median(total) / first:.1f}", load_average()]


def lives_a_second(path, image, network, clients, lives):
    """Lets several clients work at once; returns the lives they got done a second."""
    share = max(1, lives // clients)
    failures = []

    def work():
        try:
            engine = Engine(path)
            for _ in range(share):
                one_life(engine, image, network)
        except Exception as failure:
            failures.append(failure)

    threads = [threading.Thread(target=work) for _ in range(clients)]
    begin = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        sys.exit(f"{path}: {len(failures)} of {clients} clients failed, the first with: {failures[0]}")
    return share * clients / (time.perf_counter() - begin)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("socket")
    parser.add_argument("peer", nargs="?")
    parser.add_argument("--image", default="busybox")
    parser.add_argument("--network", default="none")
    parser.add_argument("--lives", type=int, default=40)
    parser.add_argument("--clients", type=int, default=8)
    args = parser.parse_args()

    engines = [Engine(path) for path in (args.socket, args.peer) if path]
    print(f"One client, network {args.network}, {args.lives} lives, median (least) in ms\n")
    table(HEAD, list(rows(engines, in_turns(engines, args.image, args.network, args.lives))))
    print(f"\n{args.clients} clients at once\n")
    table(("engine", "lives/s"), [[engine.name(), f"{lives_a_second(engine.path, args.image, args.network, args.clients, args.lives * 2):.1f}"] for engine in engines])


if __name__ == "__main__":
    main()
