"""Memory of processes and of the kernel."""

import collections
import pathlib
import re

KERNEL = ("Slab", "KernelStack", "PageTables", "Percpu")


def pss(pids):
    """Sum of the proportional set sizes, in kB; a process that has gone counts nothing."""
    total = 0
    for pid in pids:
        try:
            for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except OSError:
            continue
    return total


def kernel_memory():
    """What the kernel holds for itself on the whole machine, in kB."""
    values = dict(line.split(":", 1) for line in pathlib.Path("/proc/meminfo").read_text().splitlines())
    return sum(int(values[key].split()[0]) for key in KERNEL if key in values)


def parts(pid):
    """Which parts of a JVM its proportional set size is, a Counter of kB."""
    sizes, part = collections.Counter(), None
    for line in pathlib.Path(f"/proc/{pid}/smaps").read_text().splitlines():
        mapping = re.match(r"([0-9a-f]+)-[0-9a-f]+ (\S+) \S+ \S+ \d+ *(.*)", line)
        if mapping:
            part = part_of(int(mapping[1], 16), mapping[2], mapping[3])
        elif line.startswith("Pss:"):
            sizes[part] += int(line.split()[1])
    return sizes


def part_of(address, permissions, file):
    if file.endswith(".aot"):
        return "the class archive, clean pages of its file" if permissions.startswith("r-") else "the class archive, what differs from its file"
    if file.startswith("/"):
        return "programs, libraries, other files"
    if "x" in permissions:
        return "compiled code"
    # Compressed object pointers without a shift keep the heap below 4 GB, where a position-independent program has nothing else.
    return "Java heap" if address < 1 << 32 else "stacks, metadata and other memory of native code"
