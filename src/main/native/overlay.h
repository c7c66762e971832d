// An overlay file system of a container's layers, made detached where the kernel can, else by mount(2).
#pragma once

#include "spec.h"

// A detached overlay by fsopen and "lowerdir+" (kernel 6.5). -1 with *unsupported set where this kernel wants
// overlay_mount_at instead.
int overlay_new(const struct spec_root *root, bool *unsupported, struct error *error);

// Mounts by mount(2) onto the directory, with layer names relative to their common folder so that many fit into the one
// page that the kernel takes. Changes the working directory. Returns an O_PATH descriptor of the mount.
int overlay_mount_at(const struct spec_root *root, const char *directory, struct error *error);
