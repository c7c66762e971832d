#include "mounts.h"
#include "cleanup.h"
#include "copyup.h"
#include "inroot.h"
#include "newmount.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/vfs.h>

static const char V1_ROOT[] = "/sys/fs/cgroup/";

static bool is(const struct spec_mount *mount, const char *type) {
  return strcmp(mount->type, type) == 0;
}

bool mounts_needs_cgroup(const struct spec_mount *mount) {
  return is(mount, "cgroup") || is(mount, "cgroup2");
}

static int clone_source(const struct spec_mount *mount, const int *fds, int fd_count, struct error *error) {
  bool recursive = (mount->flags & MS_REC) != 0;
  const char *name = mount->source != NULL ? mount->source : mount->target;
  cleanup_fd int tree = -1;
  if (mount->source_fd != NO_DESCRIPTOR) {
    if (mount->source_fd >= fd_count)
      return fail(error, STAGE_MOUNT, EBADF, "bind %s: descriptor %d of the start", name, mount->source_fd);
    tree = mount_clone(fds[mount->source_fd], "", recursive);
  } else if (mount->source != NULL) {
    tree = mount_clone(AT_FDCWD, mount->source, recursive);
  } else {
    errno = EINVAL;
  }
  if (tree < 0)
    return fail(error, STAGE_MOUNT, errno, "bind %s on %s", name, mount->target);
  // A shared source would carry what is mounted inside the container back to the host: private unless asked otherwise.
  uint64_t propagation = mount->propagation != 0 ? mount->propagation : MS_PRIVATE | MS_REC;
  if (mount_propagate(tree, propagation) < 0)
    return fail(error, STAGE_MOUNT, errno, "set the propagation of %s", mount->target);
  bool all = mount->recursive_readonly;
  if (mount_restrict(tree, mount->flags & ~(uint64_t) MS_RDONLY, false) < 0 ||
      mount_restrict(tree, mount->flags & MS_RDONLY, all) < 0)
    return fail(error, STAGE_MOUNT, errno, "restrict the bind on %s", mount->target);
  return take_fd(&tree);
}

int mounts_clone_sources(const struct spec *spec, const int *fds, int fd_count, int *trees, struct error *error) {
  for (size_t i = 0; i < spec->mount_count; i++) {
    const struct spec_mount *mount = &spec->mounts[i];
    trees[i] = -1;
    if (!is(mount, "bind"))
      continue;
    trees[i] = clone_source(mount, fds, fd_count, error);
    if (trees[i] < 0 && !mount->optional)
      return -1;
  }
  return 0;
}

// Whatever stands at the target: followed through links, though never out of the root; but proc and sysfs are
// what masks and sysctls rely on, so for them the path must be as it reads.
static int open_target(const struct spec_mount *mount, int root, int tree) {
  struct stat status = {.st_mode = S_IFDIR};
  if (tree >= 0 && fstat(tree, &status) < 0)
    return -1;
  if (is(mount, "proc") || is(mount, "sysfs")) {
    int plain = inroot_open_plain(root, mount->target, O_PATH | O_DIRECTORY);
    if (plain >= 0 || errno != ENOENT)
      return plain;
  }
  if (S_ISDIR(status.st_mode))
    return inroot_directory(root, mount->target, mount->mode != 0 ? mount->mode : 0755);
  return inroot_file(root, mount->target, mount->mode != 0 ? mount->mode : 0644);
}

static bool is_proc(int fd) {
  struct statfs system;
  return fstatfs(fd, &system) == 0 && system.f_type == PROC_SUPER_MAGIC;
}

// Over /proc something else could pass for it, to us and to whoever reads it inside. What only tells numbers may be
// replaced, as lxcfs does, if it is named plainly.
static bool may_cover(const struct spec_mount *mount, int target, int tree) {
  static const char *const numbers[] = {"cpuinfo", "diskstats", "loadavg", "meminfo", "net/dev", "slabinfo", "stat", "swaps",
                                        "uptime", "sys/crypto/fips_enabled", "sys/kernel/ns_last_pid"};
  if (is(mount, "proc"))
    return true;
  if (strncmp(mount->target, "/proc", 5) == 0 && mount->target[5 + strspn(mount->target + 5, "/")] == 0)
    return tree >= 0 && is_proc(tree);
  if (!is_proc(target))
    return true;
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    if (strncmp(mount->target, "/proc/", 6) == 0 && strcmp(mount->target + 6, numbers[i]) == 0)
      return true;
  return false;
}

static int report(const struct spec_mount *mount, const char *detail, struct error *error) {
  int code = errno;
  if (detail != NULL && detail[0] != 0)
    return fail(error, STAGE_MOUNT, code, "mount %s on %s (%s)", mount->type, mount->target, detail);
  return fail(error, STAGE_MOUNT, code, "mount %s on %s", mount->type, mount->target);
}

// One v1 hierarchy per folder, each showing the container's own part: bound from the host's mount, which inside the
// container's cgroup namespace reads as that hierarchy's root.
static int bind_hierarchies(const struct spec *spec, const struct spec_mount *mount, int folder, struct error *error) {
  for (size_t i = 0; i < spec->cgroup_count; i++) {
    const char *path = spec->cgroups[i].path;
    if (strncmp(path, V1_ROOT, strlen(V1_ROOT)) != 0)
      continue;
    const char *name = path + strlen(V1_ROOT);
    cleanup_memory char *controller = strndup(name, strcspn(name, "/"));
    if (controller == NULL)
      return report(mount, NULL, error);
    cleanup_fd int tree = mount_clone(AT_FDCWD, path, false);
    if (tree < 0 || mount_propagate(tree, MS_PRIVATE) < 0 || mount_restrict(tree, mount->flags, false) < 0)
      return report(mount, path, error);
    cleanup_fd int target = -1;
    if (mkdirat(folder, controller, 0755) == 0)
      target = openat(folder, controller, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (target < 0 || mount_attach(tree, target) < 0)
      return report(mount, controller, error);
  }
  return 0;
}

static bool only_unified(const struct spec *spec) {
  for (size_t i = 0; i < spec->cgroup_count; i++)
    if (!spec->cgroups[i].unified)
      return false;
  return true;
}

static int make_file_system(const struct spec_mount *mount, const char *type, uint64_t flags, const char *data,
                            struct error *error) {
  char detail[160];
  const char *source = mount->source != NULL ? mount->source : type;
  cleanup_fd int made = mount_new(type, source, flags, data, detail, sizeof detail);
  if (made < 0)
    return report(mount, detail, error);
  if (mount_propagate(made, mount->propagation) < 0)
    return report(mount, "propagation", error);
  return take_fd(&made);
}

int mounts_new(const struct spec_mount *mount, struct error *error) {
  return make_file_system(mount, mount->type, mount->flags, mount->data, error);
}

uint32_t mounts_shows(const struct spec_mount *mount) {
  if (mount->copy_up)
    return ~0u;
  if (is(mount, "tmpfs") || is(mount, "devpts"))
    return 0;
  if (is(mount, "sysfs"))
    return CLONE_NEWNET;
  if (is(mount, "mqueue"))
    return CLONE_NEWIPC;
  return ~0u;
}

static int make_new(const struct spec_mount *mount, const char *type, uint64_t flags, const char *data, int target,
                    struct error *error) {
  cleanup_fd int made = make_file_system(mount, type, flags, data, error);
  if (made < 0)
    return -1;
  if (mount->copy_up && copy_up(target, made) < 0)
    return report(mount, "copying what the image has there", error);
  if (mount_attach(made, target) < 0)
    return report(mount, NULL, error);
  return take_fd(&made);
}

static int make_cgroups(const struct spec *spec, const struct spec_mount *mount, int target, struct error *error) {
  if (only_unified(spec)) {
    cleanup_fd int made = make_new(mount, "cgroup2", mount->flags, mount->data, target, error);
    return made < 0 ? -1 : 0;
  }
  uint64_t writable = mount->flags & ~(uint64_t) MS_RDONLY;
  cleanup_fd int folder = make_new(mount, "tmpfs", writable, "mode=755", target, error);
  if (folder < 0 || bind_hierarchies(spec, mount, folder, error) < 0)
    return -1;
  if (mount_restrict(folder, mount->flags, false) < 0)
    return report(mount, "read-only", error);
  return 0;
}

static int carry_out(const struct spec *spec, const struct spec_mount *mount, int root, int tree,
                     struct error *error) {
  cleanup_fd int target = open_target(mount, root, tree);
  if (target < 0)
    return report(mount, errno == ELOOP ? "the image has a symbolic link there" : NULL, error);
  if (!may_cover(mount, target, tree)) {
    errno = EPERM;
    return report(mount, "only proc itself is mounted there", error);
  }
  if (tree >= 0)
    return mount_attach(tree, target) < 0 ? report(mount, mount->source, error) : 0;
  if (is(mount, "cgroup"))
    return make_cgroups(spec, mount, target, error);
  cleanup_fd int made = make_new(mount, mount->type, mount->flags, mount->data, target, error);
  return made < 0 ? -1 : 0;
}

int mounts_make(const struct spec *spec, const struct spec_mount *mount, int root, int tree, struct error *error) {
  if (is(mount, "bind") && tree < 0)
    return 0;   // optional, and its source is not there
  int result = carry_out(spec, mount, root, tree, error);
  return mount->optional ? 0 : result;
}
