// The mounts of the spec, in its order. The spec is policy; here each is only carried out, by descriptor.
#pragma once

#include "spec.h"

// Clones the sources of the spec's binds in the host's namespace, as detached mounts, one a MOUNT (-1 where it is none).
// Cloned here they keep their propagation, which a clone made in the container's namespace would lose.
int mounts_clone_sources(const struct spec *spec, const int *fds, int fd_count, int *trees, struct error *error);

// Carries out one MOUNT below the root; tree is its source's clone, or the file system itself where it is made already.
int mounts_make(const struct spec *spec, const struct spec_mount *mount, int root, int tree, struct error *error);

// Makes the file system of a MOUNT that is no bind, attached nowhere and as empty as it comes. -1 with an error.
int mounts_new(const struct spec_mount *mount, struct error *error);

// The kinds of namespace (CLONE_NEW… bits) whose content it shows, by which it must be made in the container's own; all
// of them for a bind, which is cloned and not made, and for what begins with the image's files.
uint32_t mounts_shows(const struct spec_mount *mount);

// Whether the mount shows the container's cgroups, and so has to wait until it is in them.
bool mounts_needs_cgroup(const struct spec_mount *mount);
