// The container's cgroups: made and filled in by the monitor, joined by pid 1 itself, emptied and removed at the end.
#pragma once

#include "spec.h"

#include <stdbool.h>

// Makes the directories (but JOIN_ONLY ones) that are, or are not, of the unified hierarchy, and writes their files.
int cgroup_make(const struct spec *spec, bool unified, struct error *error);

// O_PATH descriptor of the unified hierarchy's directory for CLONE_INTO_CGROUP; -1 with error->code 0 if there is none.
int cgroup_open_unified(const struct spec *spec, struct error *error);

// Opens the file of each v1 hierarchy by which a thread joins it; fds has room for cgroup_count. Returns how many.
int cgroup_open_joins(const struct spec *spec, int *fds, struct error *error);

// Moves the calling thread into each. A thread that moves only itself takes no lock that waits for an RCU grace period,
// which a move from outside does (tens of microseconds against milliseconds).
int cgroup_join(const int *fds, int count, struct error *error);

// Sends SIGKILL to all that is left in the hierarchy marked for it. 0: nothing is left; 1: something still dies.
int cgroup_kill_rest(const struct spec *spec);

// Removes the directories that cgroup_make made. 0: all gone; 1: some are still busy.
int cgroup_remove(const struct spec *spec);

// The number in the OOM_FILE's line `oom_kill N`; 0 where it can't be read.
uint64_t cgroup_oom_kills(const struct spec *spec);
