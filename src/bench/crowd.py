"""What an engine and its machine can be busy with while something is measured: running containers, stopped ones, a neighbour that writes."""

import contextlib
import os
import pathlib
import threading
import time

from engine_api import Engine

CLIENTS = 8
MEGABYTE = 1 << 20


def at_once(path, count, work):
    """Does `work(engine)` count times, by some clients at once; returns what each returned."""
    results, failures, left = [], [], list(range(count))

    def client():
        try:
            engine = Engine(str(path))
            while left:
                left.pop()
                results.append(work(engine))
        except IndexError:
            return
        except Exception as failure:
            failures.append(failure)

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return results


def run_sleeper(image, network):
    def work(engine):
        container = engine.create(image, ["sleep", "100000"], NetworkMode=network)
        engine.start(container)
        return container
    return work


def leave_stopped(image):
    """A container that has run and is kept, with its record, its log and its files."""
    def work(engine):
        container = engine.create(image, ["true"], NetworkMode="none")
        engine.start(container)
        engine.wait(container)
        return container
    return work


@contextlib.contextmanager
def running(path, image, count, network="none"):
    """Keeps so many containers running meanwhile."""
    containers = at_once(path, count, run_sleeper(image, network))
    try:
        yield containers
    finally:
        left = list(containers)
        at_once(path, len(containers), lambda engine: engine.remove(left.pop()))


@contextlib.contextmanager
def dirty_pages(folder, megabytes):
    """Keeps a file of this size half written in the page cache of the folder's file system, as a busy neighbour does."""
    file, stop = pathlib.Path(folder) / "dirty", threading.Event()
    block = os.urandom(MEGABYTE)

    def write():
        while not stop.is_set():
            with open(file, "wb") as out:
                for _ in range(megabytes):
                    out.write(block)
                    if stop.is_set():
                        break
            stop.wait(1)

    writer = threading.Thread(target=write)
    writer.start()
    time.sleep(1)
    try:
        yield
    finally:
        stop.set()
        writer.join()
        file.unlink(missing_ok=True)
