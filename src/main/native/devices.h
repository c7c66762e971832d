// Device nodes and links of the container's /dev.
#pragma once

#include "spec.h"

int devices_make(const struct spec *spec, int root, struct error *error);

// The links of /dev, which is mounted by then.
int devices_link(const struct spec *spec, int root, struct error *error);

// The other links: before anything is mounted, so that none ends in a volume.
int devices_link_root(const struct spec *spec, int root, struct error *error);

// The container's own null device, checked to be it, or the host's if it has none; O_PATH.
int devices_null(int root);
