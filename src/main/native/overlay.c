#include "overlay.h"
#include "cleanup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>

enum {
  FSCONFIG_STRING_MAX = 255,   // the kernel refuses longer ones
  MOUNT_DATA_MAX = 4095,       // mount(2) takes one page
};

// Renames of layer directories and metadata-only copies would make a layer that other engines can't read.
static const char *const FIXED_OPTIONS[][2] = {{"index", "off"}, {"metacopy", "off"}, {"redirect_dir", "off"}};

// A path too long for fsconfig is named by a descriptor, which the kernel resolves at once.
static int set_path(int context, const char *key, const char *path) {
  if (strlen(path) <= FSCONFIG_STRING_MAX)
    return fsconfig(context, FSCONFIG_SET_STRING, key, path, 0);
  cleanup_fd int fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    return -1;
  char name[32];
  snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  return fsconfig(context, FSCONFIG_SET_STRING, key, name, 0);
}

int overlay_new(const struct spec_root *root, bool *unsupported, struct error *error) {
  *unsupported = false;
  cleanup_fd int context = fsopen("overlay", FSOPEN_CLOEXEC);
  if (context < 0)
    return fail(error, STAGE_ROOTFS, errno, "open the overlay file system");
  for (size_t i = 0; i < root->lower.count; i++) {
    if (set_path(context, "lowerdir+", root->lower.items[i]) == 0)
      continue;
    *unsupported = i == 0 && errno == EINVAL;
    return fail(error, STAGE_ROOTFS, errno, "overlay layer %s", root->lower.items[i]);
  }
  if (root->upper != NULL) {
    if (set_path(context, "upperdir", root->upper) < 0)
      return fail(error, STAGE_ROOTFS, errno, "overlay upper %s", root->upper);
    if (set_path(context, "workdir", root->work) < 0)
      return fail(error, STAGE_ROOTFS, errno, "overlay work %s", root->work);
  }
  for (size_t i = 0; i < sizeof FIXED_OPTIONS / sizeof *FIXED_OPTIONS; i++)
    if (fsconfig(context, FSCONFIG_SET_STRING, FIXED_OPTIONS[i][0], FIXED_OPTIONS[i][1], 0) < 0)
      return fail(error, STAGE_ROOTFS, errno, "overlay option %s", FIXED_OPTIONS[i][0]);
  if (fsconfig(context, FSCONFIG_SET_STRING, "source", "overlay", 0) < 0 ||
      fsconfig(context, FSCONFIG_CMD_CREATE, NULL, NULL, 0) < 0) {
    // Before 6.5 overlayfs has no parser of its own: each option is taken, and an unknown one is refused only here.
    *unsupported = errno == EINVAL;
    return fail(error, STAGE_ROOTFS, errno, "make the overlay of %zu layers", root->lower.count);
  }
  int mount = fsmount(context, FSMOUNT_CLOEXEC, 0);
  if (mount < 0)
    return fail(error, STAGE_ROOTFS, errno, "mount the overlay of %zu layers", root->lower.count);
  return mount;
}

// The length of the folder part that all the layers share, with its slash.
static size_t common_folder(const struct strings *lower) {
  const char *first = lower->items[0];
  const char *slash = strrchr(first, '/');
  size_t length = slash == NULL ? 0 : (size_t) (slash - first) + 1;
  for (size_t i = 1; i < lower->count; i++)
    while (length > 0 && strncmp(first, lower->items[i], length) != 0) {
      length--;
      while (length > 0 && first[length - 1] != '/')
        length--;
    }
  return length;
}

struct text {
  char *data;
  size_t size;
  size_t used;
  bool overflow;
};

static void add(struct text *text, const char *part, bool escape) {
  for (; *part != 0; part++) {
    if (escape && (*part == ':' || *part == ',' || *part == '\\')) {
      if (text->used < text->size)
        text->data[text->used++] = '\\';
    }
    if (text->used == text->size) {
      text->overflow = true;
      return;
    }
    text->data[text->used++] = *part;
  }
}

int overlay_mount_at(const struct spec_root *root, const char *directory, struct error *error) {
  cleanup_memory char *data = calloc(1, MOUNT_DATA_MAX + 1);
  if (data == NULL)
    return fail(error, STAGE_ROOTFS, errno, "memory for the overlay's options");
  size_t folder = common_folder(&root->lower);
  if (folder > 0) {
    cleanup_memory char *path = strndup(root->lower.items[0], folder);
    if (path == NULL || chdir(path) < 0)
      return fail(error, STAGE_ROOTFS, errno, "enter the layers' folder");
  }
  struct text text = {.data = data, .size = MOUNT_DATA_MAX};
  for (size_t i = 0; i < sizeof FIXED_OPTIONS / sizeof *FIXED_OPTIONS; i++) {
    add(&text, FIXED_OPTIONS[i][0], false);
    add(&text, "=", false);
    add(&text, FIXED_OPTIONS[i][1], false);
    add(&text, ",", false);
  }
  if (root->upper != NULL) {
    add(&text, "upperdir=", false);
    add(&text, root->upper, true);
    add(&text, ",workdir=", false);
    add(&text, root->work, true);
    add(&text, ",", false);
  }
  add(&text, "lowerdir=", false);
  for (size_t i = 0; i < root->lower.count; i++) {
    if (i > 0)
      add(&text, ":", false);
    add(&text, root->lower.items[i] + folder, true);
  }
  if (text.overflow)
    return fail(error, STAGE_ROOTFS, E2BIG, "the names of %zu layers do not fit into one mount call", root->lower.count);
  if (mount("overlay", directory, "overlay", 0, data) < 0)
    return fail(error, STAGE_ROOTFS, errno, "mount the overlay of %zu layers", root->lower.count);
  int fd = open(directory, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    return fail(error, STAGE_ROOTFS, errno, "open the overlay");
  return fd;
}
