// The container's root directory: attached in the new mount namespace, and made "/" at the end.
#pragma once

#include "spec.h"

// Cuts the namespace off from the host's propagation and attaches the root where only this namespace sees it.
// Returns an O_PATH descriptor of the root.
int rootfs_attach(const struct spec *spec, struct error *error);

// Makes the root "/" and lets go of the host's tree. The working directory is then "/".
int rootfs_pivot(const struct spec *spec, int root, struct error *error);
