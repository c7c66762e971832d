/**
 * Control groups, v1 and v2: from a container's limits to directories and values (cgroups(7), the kernel's cgroup-v1 and cgroup-v2 documents).
 */
package dev.gantry.linux.cgroup;
