// The mounts of the spec, in its order. The spec is policy; here each is only carried out, by descriptor.
#pragma once

#include "spec.h"

// Clones the sources of the spec's binds in the host's namespace, as detached mounts, one a MOUNT (-1 where it is none).
// Cloned here they keep their propagation, which a clone made in the container's namespace would lose.
int mounts_clone_sources(const struct spec *spec, const int *fds, int fd_count, int *trees, struct error *error);

// Carries out one MOUNT below the root; tree is its source's clone.
int mounts_make(const struct spec *spec, const struct spec_mount *mount, int root, int tree, struct error *error);

// Whether the mount shows the container's cgroups, and so has to wait until it is in them.
bool mounts_needs_cgroup(const struct spec_mount *mount);
