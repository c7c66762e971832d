#include "ahead.h"
#include "cleanup.h"
#include "devices.h"
#include "mounts.h"
#include "network.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/stat.h>

static const char OWN_NETWORK[] = "/proc/self/ns/net";
static const char OWN_IPC[] = "/proc/self/ns/ipc";
enum { NAMESPACES = CLONE_NEWNET | CLONE_NEWIPC };

const struct ahead AHEAD_NOTHING = {.network = -1, .ipc = -1};

static bool is_dev(const struct spec_mount *mount) {
  return strcmp(mount->target, "/dev") == 0;
}

static int make_mounts(struct ahead *ahead, struct error *error) {
  const struct spec *usual = ahead->usual;
  ahead->trees = malloc((usual->mount_count + 1) * sizeof *ahead->trees);
  if (ahead->trees == NULL)
    return fail(error, STAGE_MONITOR, errno, "memory for the mounts");
  for (size_t i = 0; i < usual->mount_count; i++) {
    const struct spec_mount *mount = &usual->mounts[i];
    ahead->trees[i] = mounts_shows(mount) & ~(uint32_t) NAMESPACES ? -1 : mounts_new(mount, error);
    if (ahead->trees[i] >= 0 && is_dev(mount) && devices_fill(usual, ahead->trees[i], error) < 0)
      close_fd(&ahead->trees[i]);
  }
  return 0;
}

static int make_in_new_namespaces(struct ahead *ahead, struct error *error) {
  if (network_raise_loopback(error) < 0)
    return -1;
  ahead->network = open(OWN_NETWORK, O_RDONLY | O_CLOEXEC);
  ahead->ipc = open(OWN_IPC, O_RDONLY | O_CLOEXEC);
  if (ahead->network < 0 || ahead->ipc < 0)
    return fail(error, STAGE_NAMESPACE, errno, "open the new namespaces");
  mode_t mask = umask(0);
  int result = make_mounts(ahead, error);
  umask(mask);
  return result;
}

int ahead_make(struct ahead *ahead, const struct spec *usual, struct error *error) {
  *ahead = AHEAD_NOTHING;
  ahead->usual = usual;
  cleanup_fd int network = open(OWN_NETWORK, O_RDONLY | O_CLOEXEC);
  cleanup_fd int ipc = open(OWN_IPC, O_RDONLY | O_CLOEXEC);
  if (network < 0 || ipc < 0)
    return fail(error, STAGE_NAMESPACE, errno, "open the host's namespaces");
  if (unshare(NAMESPACES) < 0)
    return fail(error, STAGE_NAMESPACE, errno, "make a network and an ipc namespace");
  int result = make_in_new_namespaces(ahead, error);
  if (setns(network, CLONE_NEWNET) < 0 || setns(ipc, CLONE_NEWIPC) < 0)
    return fail(error, STAGE_NAMESPACE, errno, "go back to the host's namespaces");
  return result;
}

uint32_t ahead_namespaces(const struct ahead *ahead, const struct spec *spec) {
  uint32_t there = (ahead->network >= 0 ? CLONE_NEWNET : 0) | (ahead->ipc >= 0 ? CLONE_NEWIPC : 0);
  return spec->namespaces & there;
}

static bool same_text(const char *one, const char *other) {
  return one == other || (one != NULL && other != NULL && strcmp(one, other) == 0);
}

static bool same(const struct spec_mount *one, const struct spec_mount *other) {
  return same_text(one->target, other->target) && same_text(one->type, other->type) && one->flags == other->flags &&
         same_text(one->data, other->data) && same_text(one->source, other->source) && one->propagation == other->propagation &&
         one->mode == other->mode;
}

static int find(const struct ahead *ahead, const struct spec_mount *wanted, uint32_t namespaces) {
  for (size_t i = 0; i < ahead->usual->mount_count; i++)
    if (ahead->trees[i] >= 0 && same(&ahead->usual->mounts[i], wanted) && !(mounts_shows(wanted) & ~namespaces))
      return (int) i;
  return -1;
}

void ahead_give(struct ahead *ahead, const struct spec *spec, int *trees) {
  if (ahead->trees == NULL)
    return;
  uint32_t namespaces = ahead_namespaces(ahead, spec);
  for (size_t i = 0; i < spec->mount_count; i++) {
    int found = find(ahead, &spec->mounts[i], namespaces);
    if (found < 0 || (is_dev(&spec->mounts[i]) && !devices_include(spec, ahead->usual)))
      continue;
    trees[i] = take_fd(&ahead->trees[found]);
    ahead->dev_given |= is_dev(&spec->mounts[i]);
  }
}

const struct spec *ahead_made(const struct ahead *ahead) {
  static const struct spec nothing;
  return ahead->dev_given ? ahead->usual : &nothing;
}

void ahead_release(struct ahead *ahead) {
  close_fd(&ahead->network);
  close_fd(&ahead->ipc);
  for (size_t i = 0; ahead->trees != NULL && i < ahead->usual->mount_count; i++)
    close_fd(&ahead->trees[i]);
  free(ahead->trees);
  *ahead = AHEAD_NOTHING;
}
