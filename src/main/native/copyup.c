#include "copyup.h"
#include "cleanup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>

enum { DEPTH_MAX = 128 };

static int copy_directory(int from, int to, int depth);

static int copy_bytes(int from, int to) {
  for (;;) {
    ssize_t sent = sendfile(to, from, NULL, 1 << 20);
    if (sent <= 0)
      return (int) sent;
  }
}

static int copy_attributes(int fd, const struct stat *status) {
  struct timespec times[2] = {status->st_atim, status->st_mtim};
  // The owner first: changing it clears set-user-id bits.
  if (fchown(fd, status->st_uid, status->st_gid) < 0 || fchmod(fd, status->st_mode & 07777) < 0)
    return -1;
  return futimens(fd, times);
}

static int copy_file(int source_holder, int target_holder, const char *name, const struct stat *status) {
  cleanup_fd int source = openat(source_holder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  if (source < 0)
    return -1;
  cleanup_fd int target = openat(target_holder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (target < 0 || copy_bytes(source, target) < 0)
    return -1;
  return copy_attributes(target, status);
}

static int copy_link(int source_holder, int target_holder, const char *name, const struct stat *status) {
  char link[PATH_MAX];
  ssize_t length = readlinkat(source_holder, name, link, sizeof link - 1);
  if (length < 0)
    return -1;
  link[length] = 0;
  if (symlinkat(link, target_holder, name) < 0)
    return -1;
  return fchownat(target_holder, name, status->st_uid, status->st_gid, AT_SYMLINK_NOFOLLOW);
}

static int copy_special(int target_holder, const char *name, const struct stat *status) {
  if (mknodat(target_holder, name, status->st_mode, status->st_rdev) < 0)
    return -1;
  return fchownat(target_holder, name, status->st_uid, status->st_gid, AT_SYMLINK_NOFOLLOW);
}

static int copy_child_directory(int source_holder, int target_holder, const char *name, int depth) {
  cleanup_fd int source = openat(source_holder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (source < 0 || mkdirat(target_holder, name, 0700) < 0)
    return -1;
  cleanup_fd int target = openat(target_holder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (target < 0)
    return -1;
  return copy_directory(source, target, depth + 1);
}

static int copy_entry(int source, int target, const char *name, int depth) {
  struct stat status;
  if (fstatat(source, name, &status, AT_SYMLINK_NOFOLLOW) < 0)
    return -1;
  if (S_ISDIR(status.st_mode))
    return copy_child_directory(source, target, name, depth);
  if (S_ISREG(status.st_mode))
    return copy_file(source, target, name, &status);
  if (S_ISLNK(status.st_mode))
    return copy_link(source, target, name, &status);
  return copy_special(target, name, &status);
}

static int copy_directory(int from, int to, int depth) {
  if (depth > DEPTH_MAX) {
    errno = ELOOP;
    return -1;
  }
  int listed = openat(from, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *directory = listed < 0 ? NULL : fdopendir(listed);
  if (directory == NULL)
    return -1;
  int result = 0;
  struct dirent *entry;
  while (result == 0 && (entry = readdir(directory)) != NULL)
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
      result = copy_entry(from, to, entry->d_name, depth);
  int code = errno;
  closedir(directory);
  errno = code;
  struct stat status;
  if (result < 0 || fstat(from, &status) < 0)
    return -1;
  // What was asked for the mount's own root (mode=, uid=) stands; below it the image's attributes do.
  return depth == 0 ? 0 : copy_attributes(to, &status);
}

int copy_up(int from, int to) {
  cleanup_fd int source = openat(from, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  cleanup_fd int target = openat(to, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (source < 0 || target < 0)
    return -1;
  return copy_directory(source, target, 0);
}
