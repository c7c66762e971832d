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

from engine_api import Engine, table, unframed

STEPS = ("create", "start", "wait", "remove")


def show_that_it_is_real(engine, args):
    word, code = secrets.token_hex(8), secrets.randbelow(100) + 1
    container = engine.create(args.image, ["sh", "-c", f"echo {word}; exit {code}"], NetworkMode=args.network)
    try:
        engine.start(container)
        seen, log = engine.wait(container), unframed(engine.framed_log(container))
    finally:
        engine.remove(container)
    if seen != code or log.decode().strip() != word:
        sys.exit(f"{engine.path} did not run the container: exit {seen} for {code}, log {log!r} for {word}")


def one_life(engine, args):
    """Returns the milliseconds of each step."""
    marks = [time.perf_counter()]
    container = engine.create(args.image, ["true"], NetworkMode=args.network)
    marks.append(time.perf_counter())
    engine.start(container)
    marks.append(time.perf_counter())
    code = engine.wait(container)
    marks.append(time.perf_counter())
    engine.call("DELETE", f"/containers/{container}")
    marks.append(time.perf_counter())
    if code != 0:
        sys.exit(f"{engine.path}: the container exited with {code}")
    return [(after - before) * 1000 for before, after in zip(marks, marks[1:])]


def lives_a_second(path, args):
    """Lets several clients work at once; returns the lives they got done a second."""
    share = max(1, args.lives * 2 // args.clients)

    def work():
        engine = Engine(path)
        for _ in range(share):
            one_life(engine, args)

    threads = [threading.Thread(target=work) for _ in range(args.clients)]
    begin = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return share * args.clients / (time.perf_counter() - begin)


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
    for engine in engines:
        show_that_it_is_real(engine, args)
        for _ in range(5):
            one_life(engine, args)

    laps = {engine.path: [] for engine in engines}
    for _ in range(args.lives):
        for engine in engines:
            laps[engine.path].append(one_life(engine, args))

    print(f"one client, network {args.network}, {args.lives} lives, median (least) in ms")
    rows, medians = [], []
    for engine in engines:
        columns = list(zip(*laps[engine.path]))
        totals = [sum(lap) for lap in laps[engine.path]]
        medians.append(statistics.median(totals))
        cells = [f"{statistics.median(column):.2f} ({min(column):.2f})" for column in columns + [totals]]
        rows.append([engine.name()] + cells)
    table(["engine", *STEPS, "life"], rows)
    if args.peer:
        print(f"peer / this engine: {medians[1] / medians[0]:.1f}")

    print(f"\n{args.clients} clients at once")
    table(["engine", "lives/s"], [[engine.name(), f"{lives_a_second(engine.path, args):.1f}"] for engine in engines])


if __name__ == "__main__":
    main()
