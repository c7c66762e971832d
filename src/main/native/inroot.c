#include "inroot.h"
#include "cleanup.h"
#include "kernel.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { LINKS_MAX = 40, RETRIES = 64 };

static int open_in(int root, const char *path, int flags, uint64_t resolve) {
  if (path[0] == 0)
    path = "/";
  // A rename elsewhere while ".." is walked makes the kernel ask for another try.
  for (int i = 0;; i++) {
    int fd = sys_openat2(root, path, (uint64_t) (flags | O_CLOEXEC), 0,
                         RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS | resolve);
    if (fd >= 0 || errno != EAGAIN || i == RETRIES)
      return fd;
  }
}

int inroot_open(int root, const char *path, int flags) {
  return open_in(root, path, flags, 0);
}

int inroot_open_plain(int root, const char *path, int flags) {
  return open_in(root, path, flags, RESOLVE_NO_SYMLINKS);
}

// Cuts the path before its last name: "/a/b/" gives "/a" and "b".
static int split(const char *path, char parent[PATH_MAX], char name[NAME_MAX + 1]) {
  size_t end = strlen(path);
  while (end > 0 && path[end - 1] == '/')
    end--;
  size_t begin = end;
  while (begin > 0 && path[begin - 1] != '/')
    begin--;
  size_t length = end - begin;
  if (length > NAME_MAX || begin >= PATH_MAX) {
    errno = ENAMETOOLONG;
    return -1;
  }
  memcpy(name, path + begin, length);
  name[length] = 0;
  if (length == 0 || strcmp(name, ".") == 0 || strcmp(name, "..") == 0) {
    errno = EINVAL;
    return -1;
  }
  memcpy(parent, path, begin);
  parent[begin] = 0;
  return 0;
}

static int make(int root, const char *path, bool directory, mode_t mode, int links);

// The name is there but leads nowhere: a dangling link, whose target is made instead, still in the root.
static int make_target(int root, int holder, const char *parent, const char *name, bool directory, mode_t mode,
                       int links) {
  char link[PATH_MAX];
  ssize_t length = readlinkat(holder, name, link, sizeof link - 1);
  if (length < 0)
    return -1;
  link[length] = 0;
  if (links == 0) {
    errno = ELOOP;
    return -1;
  }
  if (link[0] == '/')
    return make(root, link, directory, mode, links - 1);
  cleanup_memory char *joined = NULL;
  if (asprintf(&joined, "%s/%s", parent, link) < 0)
    return -1;
  return make(root, joined, directory, mode, links - 1);
}

static int make(int root, const char *path, bool directory, mode_t mode, int links) {
  int found = inroot_open(root, path, O_PATH | (directory ? O_DIRECTORY : 0));
  if (found >= 0 || errno != ENOENT)
    return found;
  char name[NAME_MAX + 1];
  cleanup_memory char *parent = malloc(PATH_MAX);
  if (parent == NULL || split(path, parent, name) < 0)
    return -1;
  cleanup_fd int holder = make(root, parent, true, 0755, links);
  if (holder < 0)
    return -1;
  if (directory) {
    if (mkdirat(holder, name, mode) == 0)
      return openat(holder, name, O_PATH | O_NOFOLLOW | O_DIRECTORY | O_CLOEXEC);
  } else {
    cleanup_fd int made = openat(holder, name, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, mode);
    if (made >= 0)
      return openat(holder, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
  }
  if (errno != EEXIST)
    return -1;
  return make_target(root, holder, parent, name, directory, mode, links);
}

int inroot_directory(int root, const char *path, mode_t mode) {
  return make(root, path, true, mode, LINKS_MAX);
}

int inroot_file(int root, const char *path, mode_t mode) {
  return make(root, path, false, mode, LINKS_MAX);
}

int inroot_parent(int root, const char *path, char name[NAME_MAX + 1]) {
  cleanup_memory char *parent = malloc(PATH_MAX);
  if (parent == NULL || split(path, parent, name) < 0)
    return -1;
  return make(root, parent, true, 0755, LINKS_MAX);
}
