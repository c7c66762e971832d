#include "launch.h"
#include "cgroup.h"
#include "cleanup.h"
#include "control.h"
#include "descriptors.h"
#include "devices.h"
#include "inroot.h"
#include "kernel.h"
#include "masks.h"
#include "mounts.h"
#include "network.h"
#include "process.h"
#include "rootfs.h"
#include "sysctls.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>

enum { KEPT_MAX = 1024, CGROUPS_MAX = 64 };

static int keep_descriptors(const struct launch *launch, struct error *error) {
  int keep[KEPT_MAX] = {launch->control, launch->input, launch->output, launch->error_output, launch->ahead->network,
                         launch->ahead->ipc};
  size_t count = 6;
  size_t trees = launch->trees != NULL ? launch->spec->mount_count : 0;
  if (trees + (size_t) launch->fd_count > KEPT_MAX - count)
    return fail(error, STAGE_SPEC, E2BIG, "a container of %zu mounts", trees);
  for (size_t i = 0; i < trees; i++)
    keep[count++] = launch->trees[i];
  for (int i = 0; i < launch->fd_count; i++)
    keep[count++] = launch->fds[i];
  if (descriptors_keep_only(keep, count) < 0)
    return fail(error, STAGE_CLONE, errno, "close the monitor's descriptors");
  return 0;
}

static int join_namespaces(const struct launch *launch, struct error *error) {
  const struct spec *spec = launch->spec;
  for (size_t i = 0; i < spec->join_count; i++) {
    // The monitor has joined a pid namespace already: it counts for children only.
    if (spec->joins[i].type == CLONE_NEWPID)
      continue;
    if (spec->joins[i].fd >= (uint32_t) launch->fd_count)
      return fail(error, STAGE_NAMESPACE, EBADF, "descriptor %u of the start", spec->joins[i].fd);
    if (setns(launch->fds[spec->joins[i].fd], (int) spec->joins[i].type) < 0)
      return fail(error, STAGE_NAMESPACE, errno, "join a namespace of type %#x", spec->joins[i].type);
  }
  return 0;
}

// The kernel may refuse a value lower than the one we have; that one then stays.
static void set_oom_score(const struct spec *spec) {
  if (!spec->has_oom_score)
    return;
  cleanup_fd int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  char text[16];
  int length = snprintf(text, sizeof text, "%d", spec->oom_score);
  if (fd >= 0 && write(fd, text, (size_t) length) < 0)
    return;
}

static int set_names(const struct spec *spec, struct error *error) {
  if (spec->hostname != NULL && sethostname(spec->hostname, strlen(spec->hostname)) < 0)
    return fail(error, STAGE_HOSTNAME, errno, "set the host name %s", spec->hostname);
  if (spec->domainname != NULL && setdomainname(spec->domainname, strlen(spec->domainname)) < 0)
    return fail(error, STAGE_HOSTNAME, errno, "set the domain name %s", spec->domainname);
  return 0;
}

// Those made ahead, whose loopback is up.
static int enter_namespaces(const struct launch *launch, struct error *error) {
  uint32_t there = ahead_namespaces(launch->ahead, launch->spec);
  if ((there & CLONE_NEWIPC) && setns(launch->ahead->ipc, CLONE_NEWIPC) < 0)
    return fail(error, STAGE_NAMESPACE, errno, "enter the ipc namespace");
  if ((there & CLONE_NEWNET) && setns(launch->ahead->network, CLONE_NEWNET) < 0)
    return fail(error, STAGE_NAMESPACE, errno, "enter the network namespace");
  return launch->spec->loopback && !(there & CLONE_NEWNET) ? network_raise_loopback(error) : 0;
}

// Waits until the cgroups are made, moves there, and only then makes the cgroup namespace: its root is what the
// process is in at that moment.
static int enter_cgroups(const struct launch *launch, struct error *error) {
  if (control_wait(launch->control, CONTROL_CGROUPS) < 0)
    _exit(127);
  int joins[CGROUPS_MAX];
  if (launch->spec->cgroup_count > CGROUPS_MAX)
    return fail(error, STAGE_CGROUP, E2BIG, "join %zu cgroups", launch->spec->cgroup_count);
  int count = cgroup_open_joins(launch->spec, joins, error);
  if (count < 0)
    return -1;
  int result = cgroup_join(joins, count, error);
  for (int i = 0; i < count; i++)
    close(joins[i]);
  if (result == 0 && (launch->spec->namespaces & CLONE_NEWCGROUP) && unshare(CLONE_NEWCGROUP) < 0)
    return fail(error, STAGE_NAMESPACE, errno, "make the cgroup namespace");
  trace_mark(launch->trace, STEP_ENTERED);
  return result;
}

// The cgroups are being made meanwhile, so the mounts that show them come as late as the spec's order allows.
static int make_mounts(const struct launch *launch, int root, struct error *error) {
  bool entered = false;
  for (size_t i = 0; i < launch->spec->mount_count; i++) {
    const struct spec_mount *mount = &launch->spec->mounts[i];
    if (!entered && mounts_needs_cgroup(mount)) {
      if (enter_cgroups(launch, error) < 0)
        return -1;
      entered = true;
    }
    if (mounts_make(launch->spec, mount, root, launch->trees[i], error) < 0)
      return -1;
  }
  return entered ? 0 : enter_cgroups(launch, error);
}

// Made now, since the root may be read-only later; whether it can be entered is seen then.
static void make_directory(const struct spec *spec, int root) {
  if (spec->cwd == NULL)
    return;
  cleanup_fd int made = inroot_directory(root, spec->cwd, 0755);
  (void) made;
}

static int fill_root(const struct launch *launch, int root, struct terminal *terminal, struct error *error) {
  const struct spec *spec = launch->spec;
  if (devices_link_root(spec, root, error) < 0 || make_mounts(launch, root, error) < 0 ||
      devices_make(spec, ahead_made(launch->ahead), root, error) < 0)
    return -1;
  trace_mark(launch->trace, STEP_MOUNTS);
  if (spec_option(spec, OPTION_TTY))
    if (terminal_open(root, spec->rows, spec->columns, terminal, error) < 0 ||
        terminal_bind_console(root, terminal->slave, error) < 0)
      return -1;
  // Before the masks and read-only paths, one of which may be /proc/sys.
  if (sysctls_write(spec, error) < 0 || set_names(spec, error) < 0)
    return -1;
  make_directory(spec, root);
  cleanup_fd int null = spec->masked.count > 0 ? devices_null(root) : -1;
  if (spec->masked.count > 0 && null < 0)
    return fail(error, STAGE_DEVICE, errno, "find a null device for the masks");
  if (masks_apply(spec, root, null, error) < 0)
    return -1;
  trace_mark(launch->trace, STEP_FILLED);
  return 0;
}

_Noreturn void launch_container(const struct launch *launch) {
  struct error error;
  struct terminal terminal = {.master = -1, .slave = -1};
  process_begin();
  if (keep_descriptors(launch, &error) < 0 || join_namespaces(launch, &error) < 0 || enter_namespaces(launch, &error) < 0)
    process_fail(launch, &error);
  set_oom_score(launch->spec);
  trace_mark(launch->trace, STEP_NAMESPACES);
  int root = rootfs_attach(launch->spec, &error);
  trace_mark(launch->trace, STEP_ROOT);
  if (root < 0 || fill_root(launch, root, &terminal, &error) < 0 || rootfs_pivot(launch->spec, root, &error) < 0)
    process_fail(launch, &error);
  trace_mark(launch->trace, STEP_PIVOTED);
  process_run(launch, root, &terminal);
}

_Noreturn static void run_joined(const struct launch *launch, const int *joins, int join_count, int target) {
  struct error error;
  struct terminal terminal = {.master = -1, .slave = -1};
  const struct spec *spec = launch->spec;
  if (cgroup_join(joins, join_count, &error) < 0)
    process_fail(launch, &error);
  // Last of the namespaces: from inside, the way into the cgroup could not be seen.
  if (setns(target, CLONE_NEWCGROUP) < 0) {
    fail(&error, STAGE_NAMESPACE, errno, "join the container's cgroup namespace");
    process_fail(launch, &error);
  }
  int root = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (root < 0) {
    fail(&error, STAGE_ROOTFS, errno, "open the container's root");
    process_fail(launch, &error);
  }
  if (spec_option(spec, OPTION_TTY) && terminal_open(root, spec->rows, spec->columns, &terminal, &error) < 0)
    process_fail(launch, &error);
  process_run(launch, root, &terminal);
}

static int clone_joined(const struct launch *launch, struct error *error) {
  const struct spec *spec = launch->spec;
  if (spec->target >= (uint32_t) launch->fd_count)
    return fail(error, STAGE_NAMESPACE, EBADF, "the target's descriptor %u", spec->target);
  int target = launch->fds[spec->target];
  int joins[CGROUPS_MAX];
  if (spec->cgroup_count > CGROUPS_MAX)
    return fail(error, STAGE_CGROUP, E2BIG, "join %zu cgroups", spec->cgroup_count);
  int join_count = cgroup_open_joins(spec, joins, error);
  if (join_count < 0)
    return -1;
  cleanup_fd int unified = cgroup_open_unified(spec, error);
  if (unified < 0 && error->code != 0)
    return -1;
  set_oom_score(spec);
  if (setns(target, CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWUTS | CLONE_NEWIPC) < 0)
    return fail(error, STAGE_NAMESPACE, errno, "join the container's namespaces");
  // A pid namespace counts for children only, so there must be one; it is made the monitor's, which reaps it.
  int pidfd = -1;
  struct clone_args arguments = {
      .flags = CLONE_PARENT | CLONE_PIDFD | (unified >= 0 ? CLONE_INTO_CGROUP : 0),
      .pidfd = (uintptr_t) &pidfd,
      .cgroup = unified >= 0 ? (uint64_t) unified : 0,
  };
  pid_t child = sys_clone3(&arguments);
  if (child < 0)
    return fail(error, STAGE_CLONE, errno, "clone into the container");
  if (child == 0)
    run_joined(launch, joins, join_count, target);
  struct report report = {.kind = REPORT_CHILD, .child = child};
  if (control_report(launch->control, &report, &pidfd, 1) < 0)
    return fail(error, STAGE_MONITOR, errno, "report to the monitor");
  return 0;
}

_Noreturn void launch_exec(const struct launch *launch) {
  struct error error;
  process_begin();
  if (keep_descriptors(launch, &error) < 0 || clone_joined(launch, &error) < 0)
    process_fail(launch, &error);
  _exit(0);
}
