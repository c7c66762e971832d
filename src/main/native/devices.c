#include "devices.h"
#include "cleanup.h"
#include "inroot.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

static const char DEV[] = "/dev";

static bool is_device(const struct stat *status, mode_t type, dev_t number) {
  return (status->st_mode & S_IFMT) == (type & S_IFMT) && status->st_rdev == number;
}

static int make_one(const struct spec_device *device, int root) {
  char name[NAME_MAX + 1];
  cleanup_fd int holder = inroot_parent(root, device->path, name);
  if (holder < 0)
    return -1;
  dev_t number = makedev(device->major, device->minor);
  struct stat status;
  // What the image shipped under this name is no device of ours unless it is the very same one.
  if (fstatat(holder, name, &status, AT_SYMLINK_NOFOLLOW) == 0) {
    if (S_ISREG(device->mode))
      return 0;
    if (is_device(&status, device->mode, number))
      return fchmodat(holder, name, device->mode & 07777, 0);
    if (unlinkat(holder, name, 0) < 0)
      return -1;
  }
  if (mknodat(holder, name, device->mode, number) < 0)
    return -1;
  if (device->uid == 0 && device->gid == 0)
    return 0;
  return fchownat(holder, name, device->uid, device->gid, AT_SYMLINK_NOFOLLOW);
}

static bool in_dev(const char *path) {
  return strncmp(path, DEV, sizeof DEV - 1) == 0 && path[sizeof DEV - 1] == '/';
}

static int make_link(const struct spec_link *link, int root) {
  char name[NAME_MAX + 1];
  cleanup_fd int holder = inroot_parent(root, link->path, name);
  return holder < 0 || (symlinkat(link->target, holder, name) < 0 && errno != EEXIST) ? -1 : 0;
}

static bool has_device(const struct spec *spec, const struct spec_device *device) {
  for (size_t i = 0; i < spec->device_count; i++) {
    const struct spec_device *each = &spec->devices[i];
    if (strcmp(each->path, device->path) == 0)
      return each->mode == device->mode && each->major == device->major && each->minor == device->minor &&
             each->uid == device->uid && each->gid == device->gid;
  }
  return false;
}

static bool has_link(const struct spec *spec, const struct spec_link *link) {
  for (size_t i = 0; i < spec->link_count; i++)
    if (strcmp(spec->links[i].path, link->path) == 0 && strcmp(spec->links[i].target, link->target) == 0)
      return true;
  return false;
}

bool devices_include(const struct spec *spec, const struct spec *part) {
  for (size_t i = 0; i < part->device_count; i++)
    if (in_dev(part->devices[i].path) && !has_device(spec, &part->devices[i]))
      return false;
  for (size_t i = 0; i < part->link_count; i++)
    if (in_dev(part->links[i].path) && !has_link(spec, &part->links[i]))
      return false;
  return true;
}

int devices_make(const struct spec *spec, const struct spec *made, int root, struct error *error) {
  for (size_t i = 0; i < spec->device_count; i++) {
    const struct spec_device *device = &spec->devices[i];
    bool there = in_dev(device->path) && has_device(made, device);
    if (!there && make_one(device, root) < 0)
      return fail(error, STAGE_DEVICE, errno, "make the device %s", device->path);
  }
  for (size_t i = 0; i < spec->link_count; i++) {
    const struct spec_link *link = &spec->links[i];
    if (in_dev(link->path) && !has_link(made, link) && make_link(link, root) < 0)
      return fail(error, STAGE_DEVICE, errno, "link %s", link->path);
  }
  return 0;
}

int devices_fill(const struct spec *spec, int dev, struct error *error) {
  for (size_t i = 0; i < spec->device_count; i++) {
    struct spec_device device = spec->devices[i];
    if (!in_dev(device.path))
      continue;
    device.path += sizeof DEV - 1;
    if (make_one(&device, dev) < 0)
      return fail(error, STAGE_DEVICE, errno, "make the device %s", spec->devices[i].path);
  }
  for (size_t i = 0; i < spec->link_count; i++) {
    struct spec_link link = spec->links[i];
    if (!in_dev(link.path))
      continue;
    link.path += sizeof DEV - 1;
    if (make_link(&link, dev) < 0)
      return fail(error, STAGE_DEVICE, errno, "link %s", spec->links[i].path);
  }
  return 0;
}

int devices_link_root(const struct spec *spec, int root, struct error *error) {
  for (size_t i = 0; i < spec->link_count; i++)
    if (!in_dev(spec->links[i].path) && make_link(&spec->links[i], root) < 0)
      return fail(error, STAGE_DEVICE, errno, "link %s", spec->links[i].path);
  return 0;
}

static bool is_null(int fd) {
  struct stat status;
  return fd >= 0 && fstat(fd, &status) == 0 && is_device(&status, S_IFCHR, makedev(1, 3));
}

int devices_null(int root) {
  cleanup_fd int own = inroot_open_plain(root, "/dev/null", O_PATH);
  if (is_null(own))
    return take_fd(&own);
  cleanup_fd int host = open("/dev/null", O_PATH | O_NOFOLLOW | O_CLOEXEC);
  if (is_null(host))
    return take_fd(&host);
  errno = ENODEV;
  return -1;
}
