"""Memory of processes and of the kernel."""

import pathlib

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
