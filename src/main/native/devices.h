// Device nodes and links of the container's /dev.
#pragma once

#include "spec.h"

// The devices, and the links of /dev, which is mounted by then. What "made" has in /dev is there already.
int devices_make(const struct spec *spec, const struct spec *made, int root, struct error *error);

// Whether the spec has all that the other has in /dev: then a /dev that was filled for the other will do.
bool devices_include(const struct spec *spec, const struct spec *part);

// The same devices and links in a /dev that is attached nowhere.
int devices_fill(const struct spec *spec, int dev, struct error *error);

// The other links: before anything is mounted, so that none ends in a volume.
int devices_link_root(const struct spec *spec, int root, struct error *error);

// The container's own null device, checked to be it, or the host's if it has none; O_PATH.
int devices_null(int root);
