#!/usr/bin/env python3
"""Kill the engine with SIGKILL while it pulls, loads and removes an image, and show that an image is here whole or not at all.

    images.py [-n ROUNDS] [--seed N] [--gantry ./gantry]

Starts an engine of its own and a registry on loopback, then kills the engine ROUNDS times at random moments of `docker pull`, `docker load` and
`docker rmi` in turn. After each kill the next engine either has the image, then every file of every layer has its checksum inside a container, or
does not have it, then the same command succeeds. No file of half a download or half a layer is left, every blob has the digest of its name, and
after the image is removed the data folder holds what it held at first, file by file.

Needs what src/test/cli/run.sh needs, and root.
"""
import argparse, contextlib, hashlib, json, pathlib, random, socket, subprocess, sys, time, urllib.request
from engine import ROOT, engine_for, hold

sys.path.insert(0, str(ROOT / "src/test/images"))
import make, push

LAYERS, FILES, FILE_BYTES = 6, 150, 40_000
LOADED = f"{make.PREFIX}/layers:1"


def layer(number, rng):
    """Files that hardly compress, of one folder, and the list of their checksums as sha256sum reads it."""
    folder = f"data/{number}"
    contents = {f"{folder}/{file}": rng.randbytes(rng.randrange(FILE_BYTES)) for file in range(FILES)}
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  /{name}\n" for name, data in contents.items())
    yield make.entry(folder, make.tarfile.DIRTYPE, 0o755)
    yield from (make.entry(name, data=data) for name, data in contents.items())
    yield make.entry(f"{folder}.sums", data=sums.encode())


def make_image(folder, rng):
    folder.mkdir()
    base = make.archive(make.busybox_layer([make.entry("data", make.tarfile.DIRTYPE, 0o755)]))
    make.image(folder, "layers", [base, *(make.archive(layer(number, rng)) for number in range(LAYERS))], {"Cmd": ["sh"]})
    return folder / "layers.tar"


@contextlib.contextmanager
def registry(work):
    """Debian's docker-registry on a free port of loopback: its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    settings = work / "registry.yml"
    settings.write_text(json.dumps({"version": 0.1, "log": {"level": "warn"}, "storage": {"inmemory": {}}, "http": {"addr": address}}))
    with open(work / "registry.log", "w") as log:
        process = subprocess.Popen(["docker-registry", "serve", settings], stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + 20
        while True:
            try:
                urllib.request.urlopen(f"http://{address}/v2/", timeout=5).close()
                break
            except OSError:
                hold(time.monotonic() < deadline, f"the registry does not answer: {(work / 'registry.log').read_text()[-500:]}")
                time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.wait()


def kept(engine):
    """What the data folder holds of images: each file with its size, each link with its target. What is being erased is waited for, a moment."""
    deadline = time.monotonic() + 15
    while any((engine.data / "trash").glob("*")):
        hold(time.monotonic() < deadline, "what was removed is not erased")
        time.sleep(0.05)
    found = {}
    for part in ("store", "layers"):
        for path in sorted((engine.data / part).rglob("*")):
            name = str(path.relative_to(engine.data))
            found[name] = f"-> {path.readlink()}" if path.is_symlink() else path.stat().st_size if path.is_file() else "folder"
    return found


def check_kept(engine, wanted, when):
    there = kept(engine)
    more, less = sorted(there.keys() - wanted.keys()), sorted(wanted.keys() - there.keys())
    hold(there == wanted, f"{when}: {len(more)} files too many {more[:5]}, {len(less)} too few {less[:5]}")


def is_whole(engine, name):
    told = engine.docker("run", "--rm", name, "sh", "-c", "cat /data/*.sums | sha256sum -c | grep -c OK$")
    hold(told == str(LAYERS * FILES), f"{told} of {LAYERS * FILES} files of {name} are as they should be")


def blobs_are_true(engine):
    for blob in (engine.data / "store/blobs/sha256").iterdir():
        with open(blob, "rb") as content:
            hold(hashlib.file_digest(content, "sha256").hexdigest() == blob.name, f"the blob {blob.name} has other content")


class Moment:
    """A command that a kill interrupts: how long it takes undisturbed, and the image's name that it brings or takes."""

    def __init__(self, words, image, brings):
        self.words, self.image, self.brings = words, image, brings
        self.seconds = 0.0

    def undisturbed(self, engine):
        """Does it once, to know how long it takes."""
        begin = time.monotonic()
        engine.docker(*self.words)
        self.seconds = time.monotonic() - begin


def run_round(engine, moment, rng, states):
    """One kill; gives whether the image was here afterwards. The image is there, as the command leaves it, when this returns."""
    pause = rng.uniform(0, moment.seconds * 1.2)
    working = subprocess.Popen(engine.command(*moment.words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(pause)
    engine.kill()
    told = working.wait(timeout=60) == 0
    engine.script("up")
    here = engine.docker("images", "-q", moment.image) != ""
    hold(not told or here == moment.brings, f"{' '.join(moment.words)} was said to be done, and is not")
    check_kept(engine, states[moment.image if here else None], f"after a kill of docker {' '.join(moment.words)} that left the image {'here' if here else 'away'}")
    blobs_are_true(engine)
    if here:
        is_whole(engine, moment.image)
    if here != moment.brings:
        engine.docker(*moment.words)
        check_kept(engine, states[moment.image if moment.brings else None], f"after docker {' '.join(moment.words)} again")
    return here


def scenario(engine, work, address, rounds, rng):
    archive = make_image(work / "images", rng)
    push.main(address, "check/layers:1", [archive])
    pulled = f"{address}/check/layers:1"
    engine.script("up")
    states = {None: kept(engine)}
    pairs = []
    for image, words in ((pulled, ("pull", "-q", pulled)), (LOADED, ("load", "-q", "-i", str(archive)))):
        brings, takes = Moment(words, image, True), Moment(("rmi", image), image, False)
        brings.undisturbed(engine)
        is_whole(engine, image)
        states[image] = kept(engine)
        takes.undisturbed(engine)
        print(f"undisturbed, docker {words[0]} takes {brings.seconds:.2f} s and rmi {takes.seconds:.2f}", flush=True)
        check_kept(engine, states[None], f"after docker rmi {image}")
        pairs.append((brings, takes))
    for number in range(1, rounds + 1):
        brings, takes = pairs[number % len(pairs)]
        came = run_round(engine, brings, rng, states)
        is_whole(engine, brings.image)
        stayed = run_round(engine, takes, rng, states)
        print(f"round {number}: docker {brings.words[0]} {'done' if came else 'undone'}, rmi {'undone' if stayed else 'done'} at its kill", flush=True)
    print(f"{2 * rounds} kills in pull, load and rmi: the image whole or not here each time, nothing of it left")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=20)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--gantry", default=ROOT / "gantry")
    args = parser.parse_args()
    print(f"seed {args.seed}")
    with engine_for(args.gantry, "images") as (engine, work), registry(work) as address:
        scenario(engine, work, address, args.n, random.Random(args.seed))


if __name__ == "__main__":
    main()
