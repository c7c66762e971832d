#!/usr/bin/env python3
"""Make the test images without any container engine:  make.py FOLDER

Writes FOLDER/{busybox,bash,hello,hello-arm64,flood,attacker,broken}.tar, archives as `docker save` writes them, from Debian's busybox-static and
bash-static and from the small C programs beside this script. The same input gives the same bytes, so image ids never change.
`broken.tar` holds a layer that does not match its diff ID.
"""
import hashlib, io, json, pathlib, subprocess, sys, tarfile, tempfile

PREFIX = "gantry-check"
MADE = 1577836800
HERE = pathlib.Path(__file__).resolve().parent
PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
PASSWD = """root:x:0:0:root:/root:/bin/sh
daemon:x:1:1:daemon:/usr/sbin:/bin/false
www-data:x:33:33:www-data:/var/www:/bin/false
nobody:x:65534:65534:nobody:/home:/bin/false
"""
GROUP = """root:x:0:
daemon:x:1:
tty:x:5:
wheel:x:10:root
www-data:x:33:
audio:x:29:www-data
nogroup:x:65534:
"""


def entry(name, kind=tarfile.REGTYPE, mode=0o644, data=b"", target=""):
    info = tarfile.TarInfo(name)
    info.type, info.mode, info.size, info.mtime, info.linkname = kind, mode, len(data), MADE, target
    return info, io.BytesIO(data)


def archive(entries):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for info, data in entries:
            tar.addfile(info, data)
    return out.getvalue()


def busybox_layer(extra=()):
    binary = pathlib.Path("/bin/busybox").read_bytes()
    applets = subprocess.run(["/bin/busybox", "--list"], capture_output=True, text=True, check=True).stdout.split()
    folders = "bin dev etc home lib mnt opt proc root run sbin sys tmp usr usr/bin usr/local usr/local/bin usr/sbin var var/log var/www"
    modes = {"root": 0o700, "tmp": 0o1777}
    yield from (entry(f, tarfile.DIRTYPE, modes.get(f, 0o755)) for f in folders.split())
    yield entry("bin/busybox", mode=0o755, data=binary)
    yield from (entry(f"bin/{a}", tarfile.SYMTYPE, 0o777, target="busybox") for a in sorted(set(applets) - {"busybox", "bash"}))
    for name, text in (("passwd", PASSWD), ("group", GROUP), ("hosts", ""), ("hostname", ""), ("resolv.conf", "")):
        yield entry(f"etc/{name}", data=text.encode())
    yield from extra


def compile_c(name):
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder, name)
        subprocess.run(["gcc", "-O2", "-static", "-s", "-Wall", "-Wextra", "-Werror", "-o", out, HERE / f"{name}.c"], check=True)
        return out.read_bytes()


def image(folder, name, layers, config, diff_ids=None, architecture="amd64", file=None):
    diff_ids = diff_ids or [hashlib.sha256(layer).hexdigest() for layer in layers]
    document = json.dumps({
        "architecture": architecture, "os": "linux", "created": "2020-01-01T00:00:00Z", "config": {"Env": [PATH], **config},
        "history": [{"created": "2020-01-01T00:00:00Z", "created_by": f"make.py {name}"} for _ in layers],
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + diff_id for diff_id in diff_ids]}}, sort_keys=True).encode()
    image_id = hashlib.sha256(document).hexdigest()
    places = [diff_id + "/layer.tar" for diff_id in diff_ids]
    manifest = json.dumps([{"Config": image_id + ".json", "RepoTags": [f"{PREFIX}/{name}:1"], "Layers": places}]).encode()
    contents = [part for diff_id, place, layer in zip(diff_ids, places, layers) for part in (entry(diff_id + "/", tarfile.DIRTYPE, 0o755), entry(place, data=layer))]
    pathlib.Path(folder, (file or name) + ".tar").write_bytes(archive([entry(image_id + ".json", data=document), *contents, entry("manifest.json", data=manifest)]))


def main(folder):
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    labels = {"Labels": {"made-by": "gantry-check"}}
    image(folder, "busybox", [archive(busybox_layer())], {"Cmd": ["sh"], **labels})
    bash = entry("bin/bash", mode=0o755, data=pathlib.Path("/bin/bash-static").read_bytes())
    image(folder, "bash", [archive(busybox_layer([bash]))], {"Cmd": ["bash"], "WorkingDir": "/home", **labels})
    greeting = archive([entry("hello", mode=0o755, data=compile_c("greeting"))])
    image(folder, "hello", [greeting], {"Cmd": ["/hello"], **labels})
    image(folder, "hello", [greeting], {"Cmd": ["/hello"], **labels}, architecture="arm64", file="hello-arm64")
    flood = entry("bin/flood", mode=0o755, data=compile_c("flood"))
    image(folder, "flood", [archive(busybox_layer([flood]))], {"Cmd": ["flood", "1000", "0", "0"], **labels})
    attacker = compile_c("attacker")
    # A copy with the setuid bit: what a user without rights would start.
    programs = [entry("bin/attacker", mode=0o755, data=attacker), entry("bin/attacker-suid", mode=0o4755, data=attacker)]
    image(folder, "attacker", [archive(busybox_layer(programs))], {"Cmd": ["attacker", "ids"], **labels})
    image(folder, "broken", [greeting], {"Cmd": ["/hello"], **labels}, diff_ids=["0" * 63 + "1"])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
