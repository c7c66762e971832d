#!/usr/bin/env python3
"""Runs the engine where cgroups are version 2 only: in a virtual machine with Debian's kernel, under software emulation.

  run.py BUILD      BUILD is an installed build of Gantry (a folder below /opt/gantry/versions)

The machine's disk is made of the build, a JDK, the docker command line and static busybox and bash; inside.sh runs in it and prints
one line a check. The kernel is unpacked from its package and never installed. Needs qemu-system-x86, e2fsprogs, gcc and what make.py needs.
"""
import os, pathlib, re, shutil, stat, struct, subprocess, sys, tempfile, threading

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
MODULES = "virtio_pci virtio_blk overlay bfq lzo lzo_rle zram fuse".split()
# Without the AOT cache, which holds code for the processor that it was trained on.
FLAGS = "-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:TieredStopAtLevel=1 -Xmx512m --enable-native-access=ALL-UNNAMED"
LIMIT = 1500


def run(*command, **more):
    return subprocess.run(command, check=True, **more)


def kernel(work):
    """Debian's cloud kernel and its modules, unpacked into the work folder."""
    asked = subprocess.run(["apt-cache", "depends", "linux-image-cloud-amd64"], capture_output=True, text=True, check=True).stdout
    package = re.search(r"Depends: (linux-image-\S+)", asked).group(1)
    run("apt-get", "-q", "download", package, cwd=work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    run("dpkg", "-x", next(work.glob("linux-image-*.deb")), work / "kernel")
    return next((work / "kernel/boot").glob("vmlinuz-*")), {path.stem: path for path in (work / "kernel").rglob("*.ko")}


def in_order(modules, wanted):
    """The wanted modules and what they depend on, dependencies first."""
    found = {}
    def add(name):
        name = name.replace("-", "_")
        path = modules.get(name) or modules.get(name.replace("_", "-"))
        if path and name not in found:
            for other in re.search(rb"\0depends=([^\0]*)", path.read_bytes()).group(1).decode().split(","):
                if other:
                    add(other)
            found[name] = path
    for name in wanted:
        add(name)
    return list(found.values())


def cpio(files):
    """An archive of the kind that the kernel unpacks at its start: (name, mode, data) each."""
    out = bytearray()
    for number, (name, mode, data) in enumerate([*files, ("TRAILER!!!", 0, b"")], 1):
        fields = (number, mode, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(name) + 1, 0)
        out += b"070701" + b"".join(b"%08x" % field for field in fields) + name.encode() + b"\0"
        out += bytes(-len(out) % 4) + data
        out += bytes(-len(out) % 4)
    return bytes(out)


def initramfs(work, modules):
    files = [(name, stat.S_IFDIR | 0o755, b"") for name in ("bin", "dev", "proc", "sys", "disk", "modules")]
    files.append(("bin/busybox", stat.S_IFREG | 0o755, pathlib.Path("/bin/busybox").read_bytes()))
    names = []
    for path in in_order(modules, MODULES):
        names.append(path.name)
        files.append((f"modules/{path.name}", stat.S_IFREG | 0o644, path.read_bytes()))
    loads = "".join(f"/bin/busybox insmod /modules/{name}\n" for name in names)
    files.append(("init", stat.S_IFREG | 0o755, f"""#!/bin/busybox sh
/bin/busybox mount -t devtmpfs dev /dev
/bin/busybox mount -t proc proc /proc
{loads}/bin/busybox mount -t ext4 /dev/vda /disk
/bin/busybox umount /proc
exec /bin/busybox switch_root /disk /inside.sh
""".encode()))
    target = work / "initramfs"
    target.write_bytes(cpio(files))
    return target


def copy(source, disk, name=None):
    target = disk / str(name or source).lstrip("/")
    target.parent.mkdir(parents=True, exist_ok=True)
    if pathlib.Path(source).is_dir():
        shutil.copytree(source, target, symlinks=True)
    else:
        shutil.copy2(source, target)


def libraries(*programs):
    """The shared libraries that these are linked with, and the C++ one of the database's."""
    told = subprocess.run(["ldd", *map(str, programs)], capture_output=True, text=True).stdout
    return sorted(set(re.findall(r"(/\S+)\s\(0x", told)))


def disk(work, build, jdk):
    """A file system with all that the machine has."""
    root = work / "root"
    for name in "dev proc sys tmp run etc root var/lib bin sbin usr/bin".split():
        (root / name).mkdir(parents=True, exist_ok=True)
    copy("/bin/busybox", root)
    copy("/bin/bash-static", root, "/bin/bash")
    for applet in subprocess.run(["/bin/busybox", "--list"], capture_output=True, text=True).stdout.split():
        if applet not in ("bash", "busybox"):
            (root / "bin" / applet).symlink_to("busybox")
    copy(shutil.which("docker"), root, "/usr/bin/docker")
    copy(jdk, root)
    copy(build, root)
    jvm = jdk / "lib"
    for library in libraries(jdk / "bin/java", jvm / "server/libjvm.so", *jvm.glob("lib*.so")):
        copy(library, root)
    for name in ("libstdc++.so.6", "libgcc_s.so.1"):
        for path in pathlib.Path("/usr/lib/x86_64-linux-gnu").glob(name):
            copy(path, root)
    (root / "etc/passwd").write_text("root:x:0:0:root:/root:/bin/sh\n")
    (root / "etc/group").write_text("root:x:0:\n")
    (root / "etc/hosts").write_text("127.0.0.1 localhost vm\n")
    (root / "etc/settings").write_text(f"JAVA={jdk}/bin/java\nBUILD={build}\nFLAGS='{FLAGS}'\n")
    copy(HERE / "inside.sh", root, "/inside.sh")
    copy(HERE.parent / "cli/lib.sh", root, "/checks/lib.sh")
    copy(HERE / "v2.sh", root, "/checks/v2.sh")
    run(HERE.parent / "images/make.py", root / "images", stdout=subprocess.DEVNULL)
    run(HERE / "layers.py", "40", root / "images/busybox.tar", root / "images/layers.tar")
    image = work / "disk"
    with open(image, "wb") as file:
        file.truncate(3 << 30)
    run("mkfs.ext4", "-q", "-O", "^has_journal", "-d", root, image)
    return image


def boot(work, vmlinuz, init, image):
    """What the machine says, line by line, as it says it."""
    command = ["qemu-system-x86_64", "-M", "pc", "-accel", "tcg,thread=multi", "-cpu", "max", "-smp", "2", "-m", "2G", "-nographic", "-no-reboot",
               "-nic", "none", "-kernel", str(vmlinuz), "-initrd", str(init), "-drive", f"file={image},format=raw,if=virtio,cache=unsafe",
               "-append", "console=ttyS0 quiet panic=-1 cgroup_no_v1=all mitigations=off"]
    machine = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    watch = threading.Timer(LIMIT, machine.kill)
    watch.start()
    try:
        for line in machine.stdout:
            yield line.decode(errors="replace").rstrip()
    finally:
        watch.cancel()
        machine.kill()
        machine.wait()


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    jdk = pathlib.Path(os.environ["JAVA_HOME"]).resolve()
    work = pathlib.Path(tempfile.mkdtemp(prefix="gantry-vm-"))
    passed = failed = 0
    over = False
    try:
        vmlinuz, modules = kernel(work)
        image = disk(work, build, jdk)
        for line in boot(work, vmlinuz, initramfs(work, modules), image):
            print(line, flush=True)
            passed += line.startswith("ok ")
            failed += line.startswith("FAILED ")
            over |= line == "over"
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(f"in the virtual machine: {passed} passed, {failed} failed" + ("" if over else "; it did not come to its end"))
    sys.exit(0 if over and passed and not failed else 1)


main()
