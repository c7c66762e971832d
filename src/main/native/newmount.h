// The kernel's mount API by descriptor: making, cloning, changing and attaching mounts without a path.
#pragma once

#include "error.h"

#include <stdbool.h>
#include <stdint.h>

// A new file system of the type, attached nowhere. data is a list "size=64m,mode=1777"; flags are MS_….
// On failure errno is set and, where the kernel said why, detail holds its words (else it is empty).
int mount_new(const char *type, const char *source, uint64_t flags, const char *data, char *detail, size_t detail_size);

// A detached copy of the mount at (directory, path); the path may be "" for the descriptor itself.
int mount_clone(int directory, const char *path, bool recursive);

// Sets what the MS_… flags ask (read-only, nosuid, …); what they do not name stays as it is.
int mount_restrict(int mount, uint64_t flags, bool recursive);

// MS_PRIVATE, MS_SLAVE, MS_SHARED or MS_UNBINDABLE, with MS_REC; 0 does nothing.
int mount_propagate(int mount, uint64_t propagation);

// Attaches a detached mount onto what the O_PATH descriptor holds.
int mount_attach(int mount, int target);
