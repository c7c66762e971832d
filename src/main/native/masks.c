#include "masks.h"
#include "cleanup.h"
#include "inroot.h"
#include "newmount.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>

static bool missing(int code) {
  return code == ENOENT || code == ENOTDIR;
}

// All masked directories show one and the same empty file system: the first gets the mount itself, since before 6.15 a mount
// that is attached nowhere can't be cloned.
static int hide_directory(int target, int *empty) {
  if (*empty >= 0) {
    cleanup_fd int copy = mount_clone(*empty, "", false);
    return copy < 0 ? -1 : mount_attach(copy, target);
  }
  char detail[80];
  *empty = mount_new("tmpfs", "tmpfs", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC, "nr_inodes=1,mode=555", detail, sizeof detail);
  return *empty < 0 ? -1 : mount_attach(*empty, target);
}

// Read-only, so that a chmod through the mask does not change the device itself.
static int hide_file(int target, int null) {
  cleanup_fd int copy = mount_clone(null, "", false);
  if (copy < 0 || mount_restrict(copy, MS_RDONLY | MS_NOSUID | MS_NOEXEC, false) < 0)
    return -1;
  return mount_attach(copy, target);
}

static int mask(const char *path, int root, int null, int *empty) {
  cleanup_fd int target = inroot_open(root, path, O_PATH);
  if (target < 0)
    return missing(errno) ? 0 : -1;
  struct stat status;
  if (fstat(target, &status) < 0)
    return -1;
  return S_ISDIR(status.st_mode) ? hide_directory(target, empty) : hide_file(target, null);
}

static int make_readonly(const char *path, int root) {
  cleanup_fd int target = inroot_open(root, path, O_PATH);
  if (target < 0)
    return missing(errno) ? 0 : -1;
  cleanup_fd int copy = mount_clone(target, "", true);
  if (copy < 0 || mount_restrict(copy, MS_RDONLY, true) < 0)
    return -1;
  return mount_attach(copy, target);
}

int masks_apply(const struct spec *spec, int root, int null, struct error *error) {
  cleanup_fd int empty = -1;
  for (size_t i = 0; i < spec->readonly.count; i++)
    if (make_readonly(spec->readonly.items[i], root) < 0)
      return fail(error, STAGE_MOUNT, errno, "make %s read-only", spec->readonly.items[i]);
  for (size_t i = 0; i < spec->masked.count; i++)
    if (mask(spec->masked.items[i], root, null, &empty) < 0)
      return fail(error, STAGE_MOUNT, errno, "mask %s", spec->masked.items[i]);
  return 0;
}
