#!/usr/bin/env python3
"""A million log lines of 100 bytes into an engine and back, and one line from the end.

    log.py SOCKET [PEER_SOCKET] [--image busybox] [--lines 1000000] [--rounds 3]

"In" is from start to exit of a container that writes as fast as it can; "back" is the whole log over the API; "tail" the last ten lines. The bytes
that come back are counted: an engine that lost one is out.
"""

import argparse
import statistics
import sys
import time

from engine_api import Engine, table, unframed

LINE = "x" * 99


def one_round(engine, args):
    """Returns seconds in, back and for the tail."""
    command = ["sh", "-c", f"yes {LINE} | head -n {args.lines}"]
    container = engine.create(args.image, command, NetworkMode="none")
    try:
        begin = time.perf_counter()
        engine.start(container)
        engine.wait(container)
        taken_in = time.perf_counter()
        framed = engine.framed_log(container)
        read_back = time.perf_counter()
        tail = engine.framed_log(container, tail=10)
        done = time.perf_counter()
    finally:
        engine.remove(container)
    # Counted outside the timing: taking a million frames apart costs this client more than it costs the engine to send them.
    size = len(unframed(framed))
    if size != args.lines * (len(LINE) + 1):
        sys.exit(f"{engine.path} lost or added bytes: {size} of {args.lines * (len(LINE) + 1)} came back")
    if tail.count(b"\n") != 10:
        sys.exit(f"{engine.path}: the last ten lines are {tail.count(bytes([10]))}")
    return taken_in - begin, read_back - taken_in, done - read_back


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("socket")
    parser.add_argument("peer", nargs="?")
    parser.add_argument("--image", default="busybox")
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()

    engines = [Engine(path) for path in (args.socket, args.peer) if path]
    rounds = {engine.path: [] for engine in engines}
    for _ in range(args.rounds):
        for engine in engines:
            rounds[engine.path].append(one_round(engine, args))

    print(f"{args.lines} lines of {len(LINE) + 1} bytes, {args.rounds} rounds, median seconds")
    rows = []
    for engine in engines:
        rows.append([engine.name()] + [f"{statistics.median(column):.3f}" for column in zip(*rounds[engine.path])])
    table(["engine", "in", "back", "tail"], rows)


if __name__ == "__main__":
    main()
