#!/usr/bin/env python3
"""layers.py NUMBER BUSYBOX-ARCHIVE TARGET: an image gantry-check/layers:1 of busybox's layer and NUMBER - 1 more, each with a file of its number."""
import hashlib, io, json, sys, tarfile


def layer(number):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        info = tarfile.TarInfo(f"layer-{number}")
        data = str(number).encode()
        info.size = len(data)
        tar.addfile(info, io.BytesIO(data))
    return out.getvalue()


number, source, target = int(sys.argv[1]), sys.argv[2], sys.argv[3]
with tarfile.open(source) as tar:
    read = lambda name: tar.extractfile(name).read()
    manifest = json.loads(read("manifest.json"))[0]
    config = json.loads(read(manifest["Config"]))
    layers = [read(name) for name in manifest["Layers"]]
layers += [layer(n) for n in range(2, number + 1)]
config["rootfs"] = {"type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(one).hexdigest() for one in layers]}
config.pop("history", None)
files = {"config.json": json.dumps(config).encode()} | {f"{n}.tar": one for n, one in enumerate(layers)}
files["manifest.json"] = json.dumps([{"Config": "config.json", "RepoTags": ["gantry-check/layers:1"], "Layers": [f"{n}.tar" for n in range(len(layers))]}]).encode()
with tarfile.open(target, "w") as tar:
    for name, data in files.items():
        info = tarfile.TarInfo(name)
        info.size = len(data)
        tar.addfile(info, io.BytesIO(data))
