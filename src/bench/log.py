#!/usr/bin/env python3
"""A million log lines of 100 bytes into an engine and back, and one line from the end.

    log.py SOCKET [PEER_SOCKET] [--image busybox] [--lines 1000000] [--rounds 3]

"In" is from start to exit of a container that writes as fast as it can; "back" is the whole log over the API; "tail" the last ten lines. The bytes
that come back are counted: an engine that lost one is out.
"""

import argparse
import statistics
import subprocess
import sys
import time

from engine_api import Engine, load_average, table, unframed

LINE = "x" * 99
HEAD = ("engine", "in", "back", "back by docker logs", "tail", "load")


def one_round(engine, image, lines):
    """Returns seconds in, back over the API, back by the stock command line, and for the tail."""
    command = ["sh", "-c", f"yes {LINE} | head -n {lines}"]
    container = engine.create(image, command, NetworkMode="none")
    try:
        begin = time.perf_counter()
        engine.start(container)
        engine.wait(container)
        taken_in = time.perf_counter()
        framed = engine.framed_log(container)
        read_back = time.perf_counter()
        subprocess.run(["docker", "-H", f"unix://{engine.path}", "logs", container], stdout=subprocess.DEVNULL, check=True)
        by_command = time.perf_counter()
        tail = engine.framed_log(container, tail=10)
        done = time.perf_counter()
    finally:
        engine.remove(container)
    # Counted outside the timing: taking a million frames apart costs this client more than it costs the engine to send them.
    size = len(unframed(framed))
    if size != lines * (len(LINE) + 1):
        sys.exit(f"{engine.path} lost or added bytes: {size} of {lines * (len(LINE) + 1)} came back")
    if tail.count(b"\n") != 10:
        sys.exit(f"{engine.path}: the last ten lines are {tail.count(bytes([10]))}")
    return taken_in - begin, read_back - taken_in, by_command - read_back, done - by_command


def rows(engines, image, lines, rounds):
    """Rows of HEAD, the engines taking turns."""
    taken = [[] for _ in engines]
    for _ in range(rounds):
        for engine, own in zip(engines, taken):
            own.append(one_round(engine, image, lines))
    return [[engine.name(), *(f"{statistics.median(column):.3f}" for column in zip(*own)), load_average()] for engine, own in zip(engines, taken)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("socket")
    parser.add_argument("peer", nargs="?")
    parser.add_argument("--image", default="busybox")
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()

    engines = [Engine(path) for path in (args.socket, args.peer) if path]
    print(f"{args.lines} lines of {len(LINE) + 1} bytes, {args.rounds} rounds, median seconds\n")
    table(HEAD, rows(engines, args.image, args.lines, args.rounds))


if __name__ == "__main__":
    main()
