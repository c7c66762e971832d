#!/usr/bin/env python3
"""Make the image of Dockerfile.jvm where nothing builds images:  image.py BUILD JAVA_HOME OUT.tar

The base is this machine's Java runtime with the libraries that it loads and a static busybox; on it come the last stage's COPY instructions, their
`--from=build` sources taken from BUILD, and its ENV and ENTRYPOINT. An instruction that this does not know is an error.
"""
import hashlib, io, json, os, pathlib, re, subprocess, sys, tarfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
FOLDERS = "bin dev etc lib lib64 opt opt/gantry proc root run sys tmp usr var var/lib var/lib/gantry"
PASSWD = "root:x:0:0:root:/root:/bin/sh\n"


def last_stage():
    """The instructions after the last FROM, as (word, rest)."""
    text = re.sub(r"\\\n", " ", (ROOT / "Dockerfile.jvm").read_text())
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    begin = max(i for i, line in enumerate(lines) if line.startswith("FROM "))
    return [line.split(None, 1) for line in lines[begin + 1:]]


def libraries(java_home):
    """The shared libraries that the runtime's programs and libraries need from the system."""
    files = [java_home / "bin/java", *java_home.glob("lib/**/*.so")]
    told = subprocess.run(["ldd", *files], capture_output=True, text=True, check=False).stdout
    found = set(re.findall(r"(/\S+)(?= \(0x)", told))
    return {path for path in found if not path.startswith(str(java_home)) and os.path.exists(path)}


def add_file(tar, name, source):
    info = tar.gettarinfo(os.path.realpath(source), name.lstrip("/"))
    with open(source, "rb") as content:
        tar.addfile(info, content)


def add_bytes(tar, name, data):
    info = tarfile.TarInfo(name)
    info.size = len(data)
    tar.addfile(info, io.BytesIO(data))


def base(tar, java_home):
    for folder in FOLDERS.split():
        info = tarfile.TarInfo(folder)
        info.type, info.mode = tarfile.DIRTYPE, 0o755
        tar.addfile(info)
    add_file(tar, "bin/busybox", "/bin/busybox")
    for applet in ("sh", "cat", "ls", "ps"):
        link = tarfile.TarInfo(f"bin/{applet}")
        link.type, link.linkname = tarfile.SYMTYPE, "busybox"
        tar.addfile(link)
    add_bytes(tar, "etc/passwd", PASSWD.encode())
    add_bytes(tar, "etc/group", b"root:x:0:\n")
    for library in sorted(libraries(java_home)):
        add_file(tar, library, library)
    for part in ("bin", "conf", "lib", "release"):
        tar.add(os.path.realpath(java_home / part), f"opt/java/{part}", filter=lambda info: None if info.name.endswith(("src.zip", "ct.sym", ".jmod")) else info)


def main(build, java_home, out):
    build, java_home = pathlib.Path(build), pathlib.Path(java_home)
    config = {"Env": ["PATH=/opt/java/bin:/bin"]}
    layer = pathlib.Path(out + ".layer")
    with tarfile.open(layer, "w", format=tarfile.PAX_FORMAT) as tar:
        base(tar, java_home)
        for word, rest in last_stage():
            if word == "COPY":
                source, target = re.fullmatch(r"--from=build /build/(\S+) (\S+)", rest).groups()
                tar.add((build / source).resolve(), target.lstrip("/"))
            elif word == "ENV":
                config["Env"].append(rest)
            elif word == "ENTRYPOINT":
                config["Entrypoint"] = json.loads(rest)
            elif word == "VOLUME":
                config["Volumes"] = {rest: {}}
            elif word == "EXPOSE":
                config["ExposedPorts"] = {f"{rest}/tcp": {}}
            else:
                sys.exit(f"image.py does not know the instruction {word}")
    with open(layer, "rb") as content:
        diff_id = hashlib.file_digest(content, "sha256").hexdigest()
    document = json.dumps({"architecture": "amd64", "os": "linux", "config": config, "rootfs": {"type": "layers", "diff_ids": ["sha256:" + diff_id]}}).encode()
    with tarfile.open(out, "w") as tar:
        add_bytes(tar, "config.json", document)
        add_bytes(tar, "manifest.json", json.dumps([{"Config": "config.json", "RepoTags": ["gantry-check/gantry:1"], "Layers": ["layer.tar"]}]).encode())
        add_file(tar, "layer.tar", layer)
    layer.unlink()


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
