#include "support.h"
#include "../cleanup.h"
#include "../logformat.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>

const char *const CONTROLLER_NAMES[CONTROLLERS] = {"cpu", "cpuacct", "cpuset", "memory", "devices", "freezer", "blkio", "pids"};

uint64_t now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t) now.tv_sec * 1000000000u + (uint64_t) now.tv_nsec;
}

bool check_that(struct world *world, bool condition, const char *text, const char *file, int line) {
  if (!condition) {
    world->tally.bad = true;
    printf("    %s:%d: not so: %s\n", file, line, text);
  }
  return condition;
}

bool check_text(struct world *world, const char *actual, const char *expected, const char *file, int line) {
  if (actual != NULL && strcmp(actual, expected) == 0)
    return true;
  world->tally.bad = true;
  printf("    %s:%d: expected «%s», was «%s»\n", file, line, expected, actual == NULL ? "(nothing)" : actual);
  return false;
}

bool check_number(struct world *world, long long actual, long long expected, const char *text, const char *file, int line) {
  if (actual == expected)
    return true;
  world->tally.bad = true;
  printf("    %s:%d: %s: expected %lld, was %lld\n", file, line, text, expected, actual);
  return false;
}

void test(struct world *world, const char *sentence, void (*body)(struct world *)) {
  if (world->tally.only != NULL && strstr(sentence, world->tally.only) == NULL)
    return;
  world->tally.bad = false;
  body(world);
  if (world->tally.bad)
    world->tally.failed++;
  else
    world->tally.passed++;
  printf("%s %s\n", world->tally.bad ? "FAIL" : "ok  ", sentence);
  fflush(stdout);
}

bool eventually(bool (*holds)(void *), void *argument) {
  for (int i = 0; i < 2000; i++) {
    if (holds(argument))
      return true;
    usleep(2000);
  }
  return false;
}

char *read_text(const char *path) {
  cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return NULL;
  char *text = malloc(1 << 20);
  size_t used = 0;
  ssize_t length;
  while (used < (1 << 20) - 1 && (length = read(fd, text + used, (1 << 20) - 1 - used)) > 0)
    used += (size_t) length;
  text[used] = 0;
  return text;
}

static void write_text(const char *path, const char *text) {
  cleanup_fd int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0 || write(fd, text, strlen(text)) < 0)
    printf("    cannot write %s: %s\n", path, strerror(errno));
}

static void remove_tree(int parent, const char *name) {
  int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0) {
    unlinkat(parent, name, 0);
    return;
  }
  DIR *directory = fdopendir(fd);
  struct dirent *entry;
  while ((entry = readdir(directory)) != NULL)
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
      remove_tree(fd, entry->d_name);
  closedir(directory);
  unlinkat(parent, name, AT_REMOVEDIR);
}

// ---- world

static void make_layer(struct world *world) {
  char path[256];
  static const char *const folders[] = {"", "/bin", "/etc", "/proc", "/sys", "/dev", "/tmp", "/root"};
  for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
    snprintf(path, sizeof path, "%s%s", world->layer, folders[i]);
    mkdir(path, 0755);
  }
  snprintf(path, sizeof path, "%s/bin/busybox", world->layer);
  cleanup_fd int from = open("/bin/busybox", O_RDONLY | O_CLOEXEC);
  cleanup_fd int to = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0755);
  while (copy_file_range(from, NULL, to, NULL, 1 << 24, 0) > 0)
    continue;
  static const char *const tools[] = {"sh", "cat", "ls", "id", "echo", "sleep", "true", "false", "grep", "head", "kill", "dd",
                                      "stty", "hostname", "mount", "umount", "chmod", "readlink", "wc", "seq", "touch", "env", "ps", "test", "mkdir", "stat", "tty", "dmesg", "printf", "yes", "nc", "ip", "tr"};
  for (size_t i = 0; i < sizeof tools / sizeof *tools; i++) {
    snprintf(path, sizeof path, "%s/bin/%s", world->layer, tools[i]);
    if (symlink("busybox", path) < 0 && errno != EEXIST)
      printf("    cannot link %s\n", path);
  }
  snprintf(path, sizeof path, "%s/etc/passwd", world->layer);
  write_text(path, "root:x:0:0:root:/root:/bin/sh\nalice:x:1001:1002:Alice:/home/alice:/bin/sh\n1000:x:7:7:a number:/:/bin/sh\nbad:x:4294967296:0::/:\n");
  snprintf(path, sizeof path, "%s/etc/group", world->layer);
  write_text(path, "root:x:0:root\nwheel:x:10:root,alice\nalice:x:1002:\naudio:x:29:alice\n");
}

void spawner_start(struct world *world) {
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0)
    return;
  int memory = memfd_create("gantry-runner", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  cleanup_fd int binary = open(world->runner, O_RDONLY | O_CLOEXEC);
  char buffer[65536];
  ssize_t length;
  while ((length = read(binary, buffer, sizeof buffer)) > 0)
    if (write(memory, buffer, (size_t) length) != length)
      return;
  fcntl(memory, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL);
  world->spawner_pid = fork();
  if (world->spawner_pid == 0) {
    if (pair[1] == 3)
      fcntl(3, F_SETFD, 0);
    else
      dup2(pair[1], 3);
    fexecve(memory, (char *[]) {"gantry-runner", "spawner", NULL}, environ);
    _exit(127);
  }
  close(memory);
  close(pair[1]);
  world->spawner = pair[0];
}

void spawner_stop(struct world *world) {
  close_fd(&world->spawner);
  waitpid(world->spawner_pid, NULL, 0);
}

void world_open(struct world *world, const char *runner) {
  world->runner = runner;
  snprintf(world->folder, sizeof world->folder, "/tmp/gantry-ctest-%d", getpid());
  snprintf(world->layer, sizeof world->layer, "%s/layer", world->folder);
  mkdir(world->folder, 0755);
  make_layer(world);
  prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
  spawner_start(world);
}

void world_close(struct world *world) {
  if (world->spawner >= 0)
    spawner_stop(world);
  while (waitpid(-1, NULL, WNOHANG) > 0)
    continue;
  remove_tree(AT_FDCWD, world->folder);
  for (int i = 0; i < CONTROLLERS; i++)
    for (int number = 0; number <= world->number; number++) {
      char path[160];
      snprintf(path, sizeof path, "/sys/fs/cgroup/%s/gantry-ctest-%d-%d", CONTROLLER_NAMES[i], getpid(), number);
      rmdir(path);
    }
}

// ---- building a spec

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

void box_ordinary_mounts(struct box *box) {
  uint64_t safe = MS_NOSUID | MS_NODEV | MS_NOEXEC;
  box_mount(box, NULL, "/proc", "proc", safe, NULL);
  box_mount(box, NULL, "/dev", "tmpfs", MS_NOSUID | MS_STRICTATIME, "mode=755,size=65536k");
  box_mount(box, NULL, "/dev/pts", "devpts", MS_NOSUID | MS_NOEXEC, "newinstance,ptmxmode=0666,mode=0620,gid=5");
  box_mount(box, NULL, "/sys", "sysfs", safe | MS_RDONLY, NULL);
  box_mount(box, NULL, "/sys/fs/cgroup", "cgroup", safe | MS_RDONLY, NULL);
  box_mount(box, NULL, "/dev/mqueue", "mqueue", safe, NULL);
  box_mount(box, "shm", "/dev/shm", "tmpfs", safe, "mode=1777,size=67108864");
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

// ---- driving it

static int seal_spec(struct box *box) {
  uint32_t head[3] = {0x43505347, 1, (uint32_t) box->spec.used - 12};
  memcpy(box->data, head, sizeof head);
  int fd = memfd_create("spec", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (write(fd, box->data, box->spec.used) != (ssize_t) box->spec.used)
    return -1;
  fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL);
  return fd;
}

static void remember(struct box *box, const struct message *message) {
  struct reader reader = message->fields;
  struct field field;
  bool bad = false;
  while (next_field(&reader, &field) > 0) {
    switch (field.tag) {
      case TAG_PID:
        if (message->type == MSG_READY || message->type == MSG_STATE)
          box->pid = (pid_t) field_u32(&field, &bad);
        if (message->type == MSG_FORKED)
          box->monitor = (pid_t) field_u32(&field, &bad);
        break;
      case TAG_ERRNO:
      case TAG_CODE: box->code = (int) field_u32(&field, &bad); break;
      case TAG_SIGNAL: box->signal = (int) field_u32(&field, &bad); break;
      case TAG_STAGE: snprintf(box->stage, sizeof box->stage, "%.*s", (int) field.length, field.data); break;
      case TAG_TEXT: snprintf(box->text, sizeof box->text, "%.*s", (int) field.length, field.data); break;
      case TAG_FLAGS:
        if (message->type == MSG_EXIT)
          box->oom = (field_u64(&field, &bad) & 1) != 0;
        break;
      case TAG_LINE: box->line = field_u64(&field, &bad); break;
      case TAG_SEGMENT: box->segment = field_u64(&field, &bad); break;
      case TAG_OFFSET: box->offset = field_u64(&field, &bad); break;
      case TAG_DATA:
        box->output = realloc(box->output, box->output_length + field.length + 1);
        memcpy(box->output + box->output_length, field.data, field.length);
        box->output_length += field.length;
        box->output[box->output_length] = 0;
        break;
      default: break;
    }
  }
  if (message->type == MSG_INPUT_GONE)
    box->input_gone = true;
}

static int await_on(struct box *box, int socket, enum message_type type, struct message *found) {
  for (;;) {
    struct pollfd poll_fd = {.fd = socket, .events = POLLIN};
    if (poll(&poll_fd, 1, 10000) <= 0)
      return -1;
    int none = 0;
    ssize_t length = packet_receive(socket, box->message, sizeof box->message, NULL, &none, false);
    if (length <= 0 || message_parse(box->message, (size_t) length, found) < 0)
      return 0;
    remember(box, found);
    if (found->type == type)
      return 1;
  }
}

int box_await(struct box *box, enum message_type type, struct message *found) {
  struct message ignored;
  return box->pair < 0 ? 0 : await_on(box, box->pair, type, found != NULL ? found : &ignored);
}

// More descriptors than packet_send takes, which has no need for them.
static void send_start(int socket, const struct writer *message, const int *fds, int count) {
  union {
    struct cmsghdr align;
    char space[CMSG_SPACE(sizeof(int) * 80)];
  } control = {0};
  size_t size = sizeof(int) * (size_t) count;
  struct iovec part = {message->data, message->used};
  struct msghdr header = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control.space, .msg_controllen = CMSG_SPACE(size)};
  struct cmsghdr *rights = CMSG_FIRSTHDR(&header);
  rights->cmsg_level = SOL_SOCKET;
  rights->cmsg_type = SCM_RIGHTS;
  rights->cmsg_len = CMSG_LEN(size);
  memcpy(CMSG_DATA(rights), fds, size);
  sendmsg(socket, &header, MSG_NOSIGNAL);
}

bool box_fork(struct box *box) {
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0)
    return false;
  box->pair = pair[0];
  int fds[66] = {seal_spec(box), pair[1]};
  memcpy(fds + 2, box->fds, sizeof *fds * (size_t) box->fd_count);
  unsigned char buffer[64];
  struct writer start = message_begin(buffer, sizeof buffer, MSG_START, 7);
  send_start(box->world->spawner, &start, fds, box->fd_count + 2);
  for (int i = 0; i < box->fd_count + 2; i++)
    close(fds[i]);
  box->fd_count = 0;
  struct message message;
  return await_on(box, box->world->spawner, MSG_FORKED, &message) == 1 && message.request == 7;
}

void box_send(struct box *box, enum message_type type, const void *data, size_t length) {
  unsigned char *buffer = malloc(length + 64);
  struct writer message = message_begin(buffer, length + 64, type, 9);
  if (data != NULL)
    put_bytes(&message, TAG_DATA, data, length);
  if (send(box->pair, buffer, message.used, MSG_NOSIGNAL) < 0)
    printf("    send of %d: %s\n", type, strerror(errno));
  free(buffer);
}

void box_send_u32(struct box *box, enum message_type type, uint16_t tag, uint32_t value) {
  unsigned char buffer[64];
  struct writer message = message_begin(buffer, sizeof buffer, type, 9);
  put_u32(&message, tag, value);
  if (send(box->pair, buffer, message.used, MSG_NOSIGNAL) < 0)
    printf("    send of %d: %s\n", type, strerror(errno));
}

// What comes instead of the awaited message is an ERROR, which is told.
static bool awaited(struct box *box, enum message_type type) {
  int got = box_await(box, type, NULL);
  if (got != 1)
    printf("    no message %d (%s): stage %s, errno %d, %s\n", type, got < 0 ? "timeout" : "end", box->stage, box->code, box->text);
  return got == 1;
}

bool box_ready(struct box *box) {
  return box_fork(box) && awaited(box, MSG_READY);
}

bool box_go(struct box *box) {
  box_send(box, MSG_GO, NULL, 0);
  return awaited(box, MSG_STARTED);
}

bool box_start(struct box *box) {
  return box_ready(box) && box_go(box);
}

bool box_wait(struct box *box) {
  return awaited(box, MSG_EXIT);
}

int box_run(struct box *box) {
  return box_start(box) && box_wait(box) ? box->code : -1;
}

int box_connect(struct box *box) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  snprintf(address.sun_path, sizeof address.sun_path, "%s/state/monitor.sock", box->folder);
  int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
  if (connect(fd, (struct sockaddr *) &address, sizeof address) < 0) {
    close(fd);
    return -1;
  }
  return fd;
}

void box_hang_up(struct box *box) {
  close_fd(&box->pair);
}

static bool monitor_gone(void *argument) {
  struct box *box = argument;
  while (waitpid(-1, NULL, WNOHANG) > 0)
    continue;
  return kill(box->monitor, 0) < 0;
}

void box_end(struct box *box) {
  if (box->monitor > 0 && kill(box->monitor, 0) == 0) {
    if (box->pid > 0)
      kill(box->pid, SIGKILL);
    close_fd(&box->pair);
    if (!eventually(monitor_gone, box)) {
      printf("    the monitor %d is still there\n", box->monitor);
      box->world->tally.bad = true;
    }
  }
  close_fd(&box->pair);
  free(box->data);
  free(box->output);
}

static char *log_of(struct box *box, int stream) {
  char *text = calloc(1, 1);
  size_t used = 0;
  for (uint64_t segment = 1; segment < 100; segment++) {
    char name[32], path[200];
    log_segment_name(segment, name);
    snprintf(path, sizeof path, "%s/log/%s", box->folder, name);
    cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
      continue;
    off_t at = sizeof(struct log_head);
    struct log_record record;
    while (pread(fd, &record, sizeof record, at) == sizeof record) {
      if (record.stream == stream) {
        text = realloc(text, used + record.length + 1);
        if (pread(fd, text + used, record.length, at + (off_t) sizeof record) != (ssize_t) record.length)
          break;
        used += record.length;
        text[used] = 0;
      }
      at += record.length + LOG_OVERHEAD;
    }
  }
  return text;
}

char *box_log_text(struct box *box, int stream) {
  return log_of(box, stream);
}

bool box_until_logged(struct box *box, const char *text) {
  for (int i = 0; i < 1000; i++) {
    cleanup_memory char *log = log_of(box, LOG_STDOUT);
    if (strstr(log, text) != NULL)
      return true;
    usleep(5000);
  }
  return false;
}

char *box_file(struct box *box, const char *name) {
  char path[200];
  snprintf(path, sizeof path, "%s/%s", box->folder, name);
  return read_text(path);
}
