#include "privileges.h"

#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { BOUNDING, EFFECTIVE, PERMITTED, INHERITABLE, AMBIENT };

static int limit(const struct spec_rlimit *wanted) {
  struct rlimit new = {.rlim_cur = wanted->soft, .rlim_max = wanted->hard};
  if (setrlimit((int) wanted->resource, &new) == 0)
    return 0;
  if (errno != EPERM)
    return -1;
  struct rlimit own;
  if (getrlimit((int) wanted->resource, &own) < 0)
    return -1;
  if (new.rlim_max > own.rlim_max)
    new.rlim_max = own.rlim_max;
  if (new.rlim_cur > new.rlim_max)
    new.rlim_cur = new.rlim_max;
  return setrlimit((int) wanted->resource, &new);
}

int privileges_limit(const struct spec *spec, struct error *error) {
  for (size_t i = 0; i < spec->rlimit_count; i++)
    if (limit(&spec->rlimits[i]) < 0)
      return fail(error, STAGE_RLIMIT, errno, "set the resource limit %u", spec->rlimits[i].resource);
  return 0;
}

static int install_filter(const struct spec *spec, struct error *error) {
  if (spec->seccomp == NULL)
    return 0;
  struct sock_fprog program = {.len = (unsigned short) spec->seccomp_length, .filter = (void *) spec->seccomp};
  if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) < 0)
    return fail(error, STAGE_SECCOMP, errno, "install the seccomp filter of %zu instructions", spec->seccomp_length);
  return 0;
}

static int drop_bounding(uint64_t keep, struct error *error) {
  for (int capability = 0; capability < 64; capability++) {
    if (keep >> capability & 1)
      continue;
    if (prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) == 0)
      continue;
    if (errno == EINVAL)
      return 0;   // past the last one that this kernel knows
    return fail(error, STAGE_CAPABILITY, errno, "drop capability %d from the bounding set", capability);
  }
  return 0;
}

static int change_ids(const struct identity *identity, struct error *error) {
  if (setgroups(identity->group_count, identity->groups) < 0)
    return fail(error, STAGE_USER, errno, "set %zu groups", identity->group_count);
  // Raw calls: the library's would send signals to threads that this process does not have.
  if (syscall(SYS_setresgid, identity->gid, identity->gid, identity->gid) < 0)
    return fail(error, STAGE_USER, errno, "set the group %u", identity->gid);
  if (syscall(SYS_setresuid, identity->uid, identity->uid, identity->uid) < 0)
    return fail(error, STAGE_USER, errno, "set the user %u", identity->uid);
  return 0;
}

// Sets that hold what we don't have ourselves can't be asked for: cut to our permitted set.
static int set_capabilities(const uint64_t sets[5], struct error *error) {
  struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct data[2] = {0};
  if (syscall(SYS_capget, &head, data) < 0)
    return fail(error, STAGE_CAPABILITY, errno, "read the capabilities");
  uint64_t own = data[0].permitted | (uint64_t) data[1].permitted << 32;
  for (int half = 0; half < 2; half++) {
    data[half].effective = (uint32_t) ((sets[EFFECTIVE] & own) >> (32 * half));
    data[half].permitted = (uint32_t) ((sets[PERMITTED] & own) >> (32 * half));
    data[half].inheritable = (uint32_t) ((sets[INHERITABLE] & own) >> (32 * half));
  }
  if (syscall(SYS_capset, &head, data) < 0)
    return fail(error, STAGE_CAPABILITY, errno, "set the capabilities");
  for (int capability = 0; capability < 64; capability++)
    if ((sets[AMBIENT] & own) >> capability & 1)
      if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0) < 0)
        return fail(error, STAGE_CAPABILITY, errno, "raise capability %d", capability);
  return 0;
}

int privileges_drop(const struct spec *spec, const struct identity *identity, struct error *error) {
  bool no_new_privileges = spec_option(spec, OPTION_NO_NEW_PRIVS);
  if (no_new_privileges && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
    return fail(error, STAGE_CAPABILITY, errno, "set no-new-privileges");
  // Without no-new-privileges a filter needs CAP_SYS_ADMIN, which the next steps take away; with it the filter comes
  // last, so that it sees as little of us as can be.
  if (!no_new_privileges && install_filter(spec, error) < 0)
    return -1;
  if (spec->has_capabilities) {
    if (drop_bounding(spec->capabilities[BOUNDING], error) < 0)
      return -1;
    if (prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) < 0)
      return fail(error, STAGE_CAPABILITY, errno, "keep the capabilities over the change of user");
  }
  if (change_ids(identity, error) < 0)
    return -1;
  if (spec->has_capabilities) {
    if (set_capabilities(spec->capabilities, error) < 0)
      return -1;
    if (prctl(PR_SET_KEEPCAPS, 0, 0, 0, 0) < 0)
      return fail(error, STAGE_CAPABILITY, errno, "end keeping the capabilities");
  }
  if (no_new_privileges)
    return install_filter(spec, error);
  return 0;
}
