#include "newmount.h"
#include "cleanup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>

enum { PROPAGATION_TYPES = MS_SHARED | MS_SLAVE | MS_PRIVATE | MS_UNBINDABLE };

// File systems that say why ("Unknown parameter 'x'") leave it to be read from the context.
static void read_detail(int context, char *detail, size_t size) {
  ssize_t length = read(context, detail, size - 1);
  if (length < 0)
    length = 0;
  while (length > 0 && detail[length - 1] == '\n')
    length--;
  detail[length] = 0;
  if (length > 2 && detail[1] == ' ')
    memmove(detail, detail + 2, (size_t) length - 1);
}

static int configure(int context, const char *data) {
  cleanup_memory char *copy = strdup(data);
  if (copy == NULL)
    return -1;
  char *rest = NULL;
  for (char *option = strtok_r(copy, ",", &rest); option != NULL; option = strtok_r(NULL, ",", &rest)) {
    char *value = strchr(option, '=');
    if (value != NULL)
      *value++ = 0;
    int done = value != NULL ? fsconfig(context, FSCONFIG_SET_STRING, option, value, 0)
                             : fsconfig(context, FSCONFIG_SET_FLAG, option, NULL, 0);
    if (done < 0)
      return -1;
  }
  return 0;
}

// Flags of the file system itself, as against those of one mount of it.
static int configure_flags(int context, uint64_t flags) {
  // Besides the mount itself, so that a remount of the mount alone does not make it writable.
  if ((flags & MS_RDONLY) && fsconfig(context, FSCONFIG_SET_FLAG, "ro", NULL, 0) < 0)
    return -1;
  if ((flags & MS_SYNCHRONOUS) && fsconfig(context, FSCONFIG_SET_FLAG, "sync", NULL, 0) < 0)
    return -1;
  if ((flags & MS_DIRSYNC) && fsconfig(context, FSCONFIG_SET_FLAG, "dirsync", NULL, 0) < 0)
    return -1;
  return 0;
}

static struct mount_attr attributes(uint64_t flags) {
  static const struct {
    uint64_t flag;
    uint64_t attribute;
  } table[] = {
      {MS_RDONLY, MOUNT_ATTR_RDONLY},
      {MS_NOSUID, MOUNT_ATTR_NOSUID},
      {MS_NODEV, MOUNT_ATTR_NODEV},
      {MS_NOEXEC, MOUNT_ATTR_NOEXEC},
      {MS_NODIRATIME, MOUNT_ATTR_NODIRATIME},
      {256 /* MS_NOSYMFOLLOW */, MOUNT_ATTR_NOSYMFOLLOW},
  };
  struct mount_attr result = {0};
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (flags & table[i].flag)
      result.attr_set |= table[i].attribute;
  if (flags & (MS_NOATIME | MS_STRICTATIME | MS_RELATIME))
    result.attr_clr |= MOUNT_ATTR__ATIME;
  if (flags & MS_NOATIME)
    result.attr_set |= MOUNT_ATTR_NOATIME;
  else if (flags & MS_STRICTATIME)
    result.attr_set |= MOUNT_ATTR_STRICTATIME;
  return result;
}

int mount_new(const char *type, const char *source, uint64_t flags, const char *data, char *detail, size_t detail_size) {
  detail[0] = 0;
  cleanup_fd int context = fsopen(type, FSOPEN_CLOEXEC);
  if (context < 0)
    return -1;
  int mount = -1;
  if ((source == NULL || fsconfig(context, FSCONFIG_SET_STRING, "source", source, 0) == 0) &&
      (data == NULL || configure(context, data) == 0) && configure_flags(context, flags) == 0 &&
      fsconfig(context, FSCONFIG_CMD_CREATE, NULL, NULL, 0) == 0)
    mount = fsmount(context, FSMOUNT_CLOEXEC, (unsigned) attributes(flags).attr_set);
  if (mount < 0) {
    int code = errno;
    read_detail(context, detail, detail_size);
    errno = code;
  }
  return mount;
}

int mount_clone(int directory, const char *path, bool recursive) {
  unsigned flags = OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC;
  if (path[0] == 0)
    flags |= AT_EMPTY_PATH;
  if (recursive)
    flags |= AT_RECURSIVE;
  return open_tree(directory, path, flags);
}

int mount_restrict(int mount, uint64_t flags, bool recursive) {
  struct mount_attr change = attributes(flags);
  if (change.attr_set == 0 && change.attr_clr == 0)
    return 0;
  return mount_setattr(mount, "", AT_EMPTY_PATH | (recursive ? AT_RECURSIVE : 0), &change, sizeof change);
}

int mount_propagate(int mount, uint64_t propagation) {
  struct mount_attr change = {.propagation = propagation & PROPAGATION_TYPES};
  if (change.propagation == 0)
    return 0;
  return mount_setattr(mount, "", AT_EMPTY_PATH | ((propagation & MS_REC) ? AT_RECURSIVE : 0), &change, sizeof change);
}

int mount_attach(int mount, int target) {
  return move_mount(mount, "", target, "", MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH);
}
