// Builds the specs of the tests' containers.
#include "support.h"
#include "../cleanup.h"

#include <sched.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum tag_of_spec {
  T_ID = 1, T_RUN = 2, T_KIND = 3, T_ARG = 4, T_ENV = 5, T_OPTIONS = 15, T_NAMESPACES = 16, T_ROOT = 21, T_MOUNT = 22, T_DEVICE = 23,
  T_LINK = 24, T_MASKED = 25, T_READONLY = 26, T_CGROUP = 28, T_LOG = 29, T_STATE_DIR = 30, T_EXIT_FILE = 31, T_TARGET = 34,
  T_OOM_FILE = 35,
};

enum { SPEC_SPACE = 1 << 20 };

static void begin(struct box *box, struct world *world, enum spec_kind kind, uint64_t options) {
  memset(box, 0, sizeof *box);
  box->world = world;
  box->number = ++world->number;
  box->pair = -1;
  box->data = malloc(SPEC_SPACE);
  box->spec = (struct writer){.data = box->data, .size = SPEC_SPACE, .used = 12};
  box->output = calloc(1, 1);
  snprintf(box->folder, sizeof box->folder, "%s/%d", world->folder, box->number);
  mkdir(box->folder, 0755);
  char path[200];
  put_string(&box->spec, T_ID, "c0ffee0000000000000000000000000000000000000000000000000000000000");
  put_u32(&box->spec, T_RUN, 1);
  put_u8(&box->spec, T_KIND, kind);
  put_u64(&box->spec, T_OPTIONS, options);
  put_string(&box->spec, T_ENV, "PATH=/bin:/sbin");
  snprintf(path, sizeof path, "%s/state", box->folder);
  put_string(&box->spec, T_STATE_DIR, path);
  snprintf(path, sizeof path, "%s/exit", box->folder);
  put_string(&box->spec, T_EXIT_FILE, path);
}

void box_begin_bare(struct box *box, struct world *world, uint64_t options) {
  begin(box, world, KIND_CONTAINER, options);
  put_u32(&box->spec, T_NAMESPACES, CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWCGROUP);
}

void box_begin(struct box *box, struct world *world, uint64_t options) {
  box_begin_bare(box, world, options);
  box_overlay(box);
  box_ordinary_mounts(box);
  box_cgroups(box, false, box->number);
  box_log(box, LOG_BLOCKING, 0, 0);
}

void box_begin_exec(struct box *box, struct box *target, uint64_t options) {
  begin(box, target->world, KIND_EXEC, options);
  box_cgroups(box, true, target->number);
  int pidfd = (int) syscall(SYS_pidfd_open, target->pid, 0);
  put_u32(&box->spec, T_TARGET, (uint32_t) box_descriptor(box, pidfd));
}

int box_descriptor(struct box *box, int fd) {
  box->fds[box->fd_count++] = fd;
  return box->fd_count + 1;
}

void box_overlay(struct box *box) {
  char upper[128], work[128];
  snprintf(upper, sizeof upper, "%s/upper", box->folder);
  snprintf(work, sizeof work, "%s/work", box->folder);
  mkdir(upper, 0755);
  mkdir(work, 0755);
  size_t root = put_begin(&box->spec, T_ROOT);
  put_string(&box->spec, 1, upper);
  put_string(&box->spec, 2, work);
  put_string(&box->spec, 3, box->world->layer);
  put_end(&box->spec, root);
}

void box_mount(struct box *box, const char *source, const char *target, const char *type, uint64_t flags, const char *data) {
  size_t mount = put_begin(&box->spec, T_MOUNT);
  if (source != NULL)
    put_string(&box->spec, 1, source);
  put_string(&box->spec, 2, target);
  put_string(&box->spec, 3, type);
  put_u64(&box->spec, 4, flags);
  if (data != NULL)
    put_string(&box->spec, 5, data);
  put_end(&box->spec, mount);
}

static void device(struct box *box, const char *path, uint32_t major, uint32_t minor) {
  size_t at = put_begin(&box->spec, T_DEVICE);
  put_string(&box->spec, 1, path);
  put_u32(&box->spec, 2, S_IFCHR | 0666);
  put_u32(&box->spec, 3, major);
  put_u32(&box->spec, 4, minor);
  put_end(&box->spec, at);
}

static void make_link(struct box *box, const char *target, const char *path) {
  size_t at = put_begin(&box->spec, T_LINK);
  put_string(&box->spec, 1, target);
  put_string(&box->spec, 2, path);
  put_end(&box->spec, at);
}

void box_devices(struct box *box) {
  device(box, "/dev/null", 1, 3);
  device(box, "/dev/zero", 1, 5);
  device(box, "/dev/full", 1, 7);
  device(box, "/dev/tty", 5, 0);
  device(box, "/dev/random", 1, 8);
  device(box, "/dev/urandom", 1, 9);
  make_link(box, "/proc/self/fd", "/dev/fd");
  make_link(box, "/proc/self/fd/0", "/dev/stdin");
  make_link(box, "/proc/self/fd/1", "/dev/stdout");
  make_link(box, "/proc/self/fd/2", "/dev/stderr");
  make_link(box, "pts/ptmx", "/dev/ptmx");
}

void box_ordinary_mounts(struct box *box) {
  uint64_t safe = MS_NOSUID | MS_NODEV | MS_NOEXEC;
  box_mount(box, NULL, "/proc", "proc", safe, NULL);
  box_mount(box, NULL, "/dev", "tmpfs", MS_NOSUID | MS_STRICTATIME, "mode=755,size=65536k");
  box_mount(box, NULL, "/dev/pts", "devpts", MS_NOSUID | MS_NOEXEC, "newinstance,ptmxmode=0666,mode=0620,gid=5");
  box_mount(box, NULL, "/sys", "sysfs", safe | MS_RDONLY, NULL);
  box_mount(box, NULL, "/sys/fs/cgroup", "cgroup", safe | MS_RDONLY, NULL);
  box_mount(box, NULL, "/dev/mqueue", "mqueue", safe, NULL);
  box_mount(box, "shm", "/dev/shm", "tmpfs", safe, "mode=1777,size=67108864");
  box_devices(box);
  static const char *const masked[] = {"/proc/kcore", "/proc/keys", "/proc/timer_list", "/proc/scsi", "/sys/firmware", "/proc/not-there"};
  for (size_t i = 0; i < sizeof masked / sizeof *masked; i++)
    put_string(&box->spec, T_MASKED, masked[i]);
  static const char *const readonly[] = {"/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"};
  for (size_t i = 0; i < sizeof readonly / sizeof *readonly; i++)
    put_string(&box->spec, T_READONLY, readonly[i]);
}

static void put_file(struct box *box, const char *file, const char *value) {
  size_t at = put_begin(&box->spec, 2);
  put_string(&box->spec, 1, file);
  put_string(&box->spec, 2, value);
  put_end(&box->spec, at);
}

static void put_from_parent(struct box *box, const char *file) {
  char path[100];
  snprintf(path, sizeof path, "/sys/fs/cgroup/cpuset/%s", file);
  cleanup_memory char *value = read_text(path);
  if (value != NULL)
    put_file(box, file, strtok(value, "\n"));
}

void box_cgroups(struct box *box, bool join_only, int of_number) {
  char path[160];
  for (int i = 0; i < CONTROLLERS; i++) {
    size_t at = put_begin(&box->spec, T_CGROUP);
    snprintf(path, sizeof path, "/sys/fs/cgroup/%s/gantry-ctest-%d-%d", CONTROLLER_NAMES[i], getpid(), of_number);
    put_string(&box->spec, 1, path);
    if (!join_only && strcmp(CONTROLLER_NAMES[i], "cpuset") == 0) {
      put_from_parent(box, "cpuset.cpus");
      put_from_parent(box, "cpuset.mems");
    }
    if (!join_only && strcmp(CONTROLLER_NAMES[i], "pids") == 0)
      put_file(box, "pids.max", "200");
    if (!join_only && strcmp(CONTROLLER_NAMES[i], "memory") == 0)
      put_file(box, "memory.limit_in_bytes", "67108864");
    if (join_only)
      put_bytes(&box->spec, 3, NULL, 0);
    else if (strcmp(CONTROLLER_NAMES[i], "pids") == 0)
      put_bytes(&box->spec, 5, NULL, 0);
    put_end(&box->spec, at);
  }
  snprintf(path, sizeof path, "/sys/fs/cgroup/memory/gantry-ctest-%d-%d/memory.oom_control", getpid(), of_number);
  if (!join_only)
    put_string(&box->spec, T_OOM_FILE, path);
}

void box_log(struct box *box, enum log_mode mode, uint64_t segment_bytes, uint32_t keep) {
  char path[128];
  snprintf(path, sizeof path, "%s/log", box->folder);
  size_t at = put_begin(&box->spec, T_LOG);
  put_string(&box->spec, 1, path);
  put_u64(&box->spec, 2, segment_bytes);
  put_u32(&box->spec, 3, keep);
  put_u8(&box->spec, 4, (uint8_t) mode);
  put_u64(&box->spec, 5, 1 << 20);
  put_end(&box->spec, at);
}

void box_arguments(struct box *box, const char *first, ...) {
  va_list rest;
  va_start(rest, first);
  for (const char *each = first; each != NULL; each = va_arg(rest, const char *))
    put_string(&box->spec, T_ARG, each);
  va_end(rest);
}

void box_shell(struct box *box, const char *script) {
  box_arguments(box, "sh", "-c", script, NULL);
}

void box_write(struct box *box, const char *path_in_upper, const char *text) {
  char path[256];
  snprintf(path, sizeof path, "%s/upper/%s", box->folder, path_in_upper);
  write_text(path, text);
}
