#include "rootfs.h"
#include "cleanup.h"
#include "kernel.h"
#include "newmount.h"
#include "overlay.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mount.h>

// Any directory of the host will do to hang the root on: the mount exists in this namespace only, until the pivot.
static const char HANGER[] = "/proc";

static int make_bound(const char *directory, struct error *error) {
  int mount = mount_clone(AT_FDCWD, directory, true);
  if (mount < 0)
    return fail(error, STAGE_ROOTFS, errno, "clone the root %s", directory);
  return mount;
}

int rootfs_attach(const struct spec *spec, struct error *error) {
  // A slave gets the host's later mounts and gives none back; private would pin what the host unmounts.
  if (mount(NULL, "/", NULL, MS_SLAVE | MS_REC, NULL) < 0)
    return fail(error, STAGE_ROOTFS, errno, "make / a slave of the host's");
  bool unsupported = false;
  cleanup_fd int root = -1;
  if (spec->root.bind != NULL)
    root = make_bound(spec->root.bind, error);
  else
    root = overlay_new(&spec->root, &unsupported, error);
  if (unsupported) {
    root = overlay_mount_at(&spec->root, HANGER, error);
    return take_fd(&root);
  }
  if (root < 0)
    return -1;
  cleanup_fd int hanger = open(HANGER, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (hanger < 0)
    return fail(error, STAGE_ROOTFS, errno, "open %s", HANGER);
  if (mount_attach(root, hanger) < 0)
    return fail(error, STAGE_ROOTFS, errno, "attach the root");
  return take_fd(&root);
}

int rootfs_pivot(const struct spec *spec, int root, struct error *error) {
  if (fchdir(root) < 0)
    return fail(error, STAGE_PIVOT, errno, "enter the root");
  // With both paths the same the old root lies on top of the new one, and "." is the old.
  if (sys_pivot_root(".", ".") < 0)
    return fail(error, STAGE_PIVOT, errno, "pivot to the root");
  if (umount2(".", MNT_DETACH) < 0)
    return fail(error, STAGE_PIVOT, errno, "unmount the host's root");
  if (chdir("/") < 0)
    return fail(error, STAGE_PIVOT, errno, "enter /");
  if (spec_option(spec, OPTION_READONLY_ROOT) && mount_restrict(root, MS_RDONLY, false) < 0)
    return fail(error, STAGE_ROOTFS, errno, "make / read-only");
  uint64_t propagation = spec->root.propagation;
  if ((propagation & (MS_SHARED | MS_PRIVATE | MS_UNBINDABLE)) && mount_propagate(root, propagation) < 0)
    return fail(error, STAGE_ROOTFS, errno, "set the propagation of /");
  return 0;
}
