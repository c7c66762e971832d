// Paths inside a container's root. Each is resolved once, by the kernel, and cannot leave the root: absolute links and
// ".." stay below it. What comes back is a descriptor, and all further work is on that.
#pragma once

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

// Opens what is there; -1 with errno.
int inroot_open(int root, const char *path, int flags);

// As inroot_open, but a symbolic link anywhere in the path is ELOOP.
int inroot_open_plain(int root, const char *path, int flags);

// O_PATH descriptor of a directory, which is made with its parents (0755, root) where missing.
int inroot_directory(int root, const char *path, mode_t mode);

// O_PATH descriptor of whatever is there, or of a new empty file.
int inroot_file(int root, const char *path, mode_t mode);

// O_PATH descriptor of the directory that holds the path's last name, made where missing; the name is copied out.
// -1 with EINVAL where the path has no last name ("/", "/a/..").
int inroot_parent(int root, const char *path, char name[NAME_MAX + 1]);
