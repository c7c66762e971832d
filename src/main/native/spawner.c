#include "spawner.h"
#include "cleanup.h"
#include "error.h"
#include "message.h"
#include "monitor.h"
#include "standby.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

enum {
  OWN_NETWORK = 1,      // a flag of START: the container gets a network namespace of its own
  STANDBYS = 2,
  QUIET_TIME = 10,      // ms without a request after which it is nobody's time that a standby costs
};

struct spawner {
  int socket;
  int epoll;
  int signals;
  char boot_id[BOOT_ID_SIZE];
  struct spec usual;                   // what most containers have, for standbys to make ahead; empty if SETUP told nothing
  unsigned char *message;
  struct standby standbys[STANDBYS];   // those that wait come first
  size_t standby_count;
  bool standbys_wanted;                // from SETUP on, until one could not be made
};

static int reply(const struct spawner *spawner, const struct writer *message) {
  // The engine always reads its replies: here waiting is right, and only here.
  for (;;) {
    struct iovec part = {.iov_base = message->data, .iov_len = message->used};
    if (packet_send(spawner->socket, &part, 1, NULL, 0) == 0)
      return 0;
    if (errno != EAGAIN)
      return -1;
    struct timespec pause = {.tv_nsec = 1000000};
    nanosleep(&pause, NULL);
  }
}

static int reply_error(const struct spawner *spawner, uint32_t request, const struct error *error) {
  unsigned char buffer[640];
  struct writer message = message_begin(buffer, sizeof buffer, MSG_SPAWNER_ERROR, request);
  put_u32(&message, TAG_ERRNO, (uint32_t) error->code);
  put_string(&message, TAG_STAGE, stage_name(error->stage));
  put_string(&message, TAG_TEXT, error->text);
  return reply(spawner, &message);
}

// A new v1 cpuset has no processors and takes no process until it is given its parent's.
static void inherit_cpuset(int directory) {
  static const char *const files[][2] = {{"../cpuset.cpus", "cpuset.cpus"}, {"../cpuset.mems", "cpuset.mems"}};
  for (size_t i = 0; i < 2; i++) {
    char value[1024];
    cleanup_fd int parent = openat(directory, files[i][0], O_RDONLY | O_CLOEXEC);
    ssize_t length = parent < 0 ? -1 : read(parent, value, sizeof value);
    cleanup_fd int own = openat(directory, files[i][1], O_WRONLY | O_CLOEXEC);
    if (length > 0 && own >= 0 && write(own, value, (size_t) length) < 0)
      return;
  }
}

static int enter(int directory) {
  cleanup_fd int procs = openat(directory, "cgroup.procs", O_WRONLY | O_CLOEXEC);
  return procs >= 0 && write(procs, "0", 1) == 1 ? 0 : -1;
}

static int join_cgroup(const struct field *field, struct error *error) {
  char path[PATH_MAX];
  if (field->length >= PATH_MAX)
    return fail(error, STAGE_CGROUP, ENAMETOOLONG, "the monitors' cgroup");
  memcpy(path, field->data, field->length);
  path[field->length] = 0;
  if (mkdir(path, 0755) < 0 && errno != EEXIST)
    return fail(error, STAGE_CGROUP, errno, "make the monitors' cgroup %s", path);
  cleanup_fd int directory = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (directory >= 0 && enter(directory) == 0)
    return 0;
  if (directory >= 0 && errno == ENOSPC) {
    inherit_cpuset(directory);
    if (enter(directory) == 0)
      return 0;
  }
  return fail(error, STAGE_CGROUP, errno, "enter the monitors' cgroup %s", path);
}

static int set_up(struct spawner *spawner, const struct message *message, const int *fds, int fd_count) {
  struct reader fields = message->fields;
  struct field field;
  struct error error;
  while (next_field(&fields, &field) > 0)
    if (field.tag == TAG_CGROUP && join_cgroup(&field, &error) < 0)
      return reply_error(spawner, message->request, &error);
  if (fd_count > 0 && spec_read_part(fds[0], &spawner->usual, &error) < 0)
    return reply_error(spawner, message->request, &error);
  spawner->standbys_wanted = true;
  unsigned char buffer[64];
  struct writer done = message_begin(buffer, sizeof buffer, MSG_SETUP_DONE, message->request);
  put_u32(&done, TAG_PROTOCOL, PROTOCOL_VERSION);
  put_u32(&done, TAG_PID, (uint32_t) getpid());
  return reply(spawner, &done);
}

static pid_t fork_monitor(const struct spawner *spawner, const int *fds, int fd_count) {
  pid_t pid = fork();
  if (pid != 0)
    return pid;
  struct monitor_start given = {.fd_count = fd_count, .ahead = AHEAD_NOTHING};
  memcpy(given.fds, fds, sizeof *fds * (size_t) fd_count);
  memcpy(given.boot_id, spawner->boot_id, sizeof given.boot_id);
  int keep[MESSAGE_FDS_MAX];
  memcpy(keep, fds, sizeof *fds * (size_t) fd_count);
  struct monitor *monitor = monitor_new(keep, (size_t) fd_count);
  if (monitor == NULL)
    _exit(1);
  monitor_run(monitor, &given);
}

static bool wants_own_network(const struct message *message) {
  struct reader fields = message->fields;
  struct field field;
  bool bad = false;
  uint64_t flags = 0;
  while (next_field(&fields, &field) > 0)
    if (field.tag == TAG_FLAGS)
      flags = field_u64(&field, &bad);
  return !bad && (flags & OWN_NETWORK);
}

// A standby that waits, or a new fork: the monitor's pid, and -1 with errno where there can be none.
static pid_t find_monitor(struct spawner *spawner, const struct message *message, const int *fds, int fd_count, uint64_t *ticks) {
  while (spawner->standby_count > 0 && wants_own_network(message)) {
    struct standby *standby = &spawner->standbys[--spawner->standby_count];
    if (standby_use(standby, fds, fd_count) == 0) {
      *ticks = standby->ticks;
      return standby->pid;
    }
  }
  pid_t pid = fork_monitor(spawner, fds, fd_count);
  if (pid > 0)
    *ticks = process_start_ticks(pid);
  return pid;
}

static int start(struct spawner *spawner, const struct message *message, const int *fds, int fd_count) {
  struct error error;
  if (fd_count < START_FDS_MIN) {
    fail_plain(&error, STAGE_SPEC, EINVAL, "START came without a spec or without a socket");
    return reply_error(spawner, message->request, &error);
  }
  uint64_t ticks;
  pid_t pid = find_monitor(spawner, message, fds, fd_count, &ticks);
  if (pid < 0) {
    fail(&error, STAGE_MONITOR, errno, "fork a monitor");
    return reply_error(spawner, message->request, &error);
  }
  unsigned char buffer[64];
  struct writer forked = message_begin(buffer, sizeof buffer, MSG_FORKED, message->request);
  put_u32(&forked, TAG_PID, (uint32_t) pid);
  put_u64(&forked, TAG_START_TICKS, ticks);
  return reply(spawner, &forked);
}

// 0: go on; -1: the engine is gone.
static int serve(struct spawner *spawner) {
  int fds[MESSAGE_FDS_MAX];
  int fd_count = MESSAGE_FDS_MAX;
  ssize_t length = packet_receive(spawner->socket, spawner->message, MESSAGE_MAX, fds, &fd_count, false);
  if (length < 0 && (errno == EAGAIN || errno == EMSGSIZE))
    return 0;
  struct message message;
  if (length <= 0)
    return -1;
  int result = 0;
  if (message_parse(spawner->message, (size_t) length, &message) < 0)
    result = -1;
  else if (message.type == MSG_SETUP)
    result = set_up(spawner, &message, fds, fd_count);
  else if (message.type == MSG_START)
    result = start(spawner, &message, fds, fd_count);
  for (int i = 0; i < fd_count; i++)
    close(fds[i]);
  return result;
}

static void make_standby(struct spawner *spawner) {
  if (!spawner->standbys_wanted || spawner->standby_count == STANDBYS)
    return;
  if (standby_make(&spawner->standbys[spawner->standby_count], &spawner->usual, spawner->boot_id) == 0)
    spawner->standby_count++;
}

// One that ends while it waits could not be made, or was killed: then every start forks its monitor, as it can without.
static void forget_standby(struct spawner *spawner, pid_t pid) {
  for (size_t i = 0; i < spawner->standby_count; i++) {
    if (spawner->standbys[i].pid != pid)
      continue;
    close_fd(&spawner->standbys[i].line);
    spawner->standbys[i] = spawner->standbys[--spawner->standby_count];
    spawner->standbys_wanted = false;
    return;
  }
}

static void reap(struct spawner *spawner) {
  struct signalfd_siginfo ignored;
  while (read(spawner->signals, &ignored, sizeof ignored) > 0)
    continue;
  pid_t pid;
  while ((pid = waitpid(-1, NULL, WNOHANG)) > 0)
    forget_standby(spawner, pid);
  // Where containers come and go all the time there is no quiet: each that goes makes way for the next.
  make_standby(spawner);
}

static int time_to_wait(const struct spawner *spawner) {
  return spawner->standbys_wanted && spawner->standby_count < STANDBYS ? QUIET_TIME : -1;
}

// The engine removes the monitors' cgroup when we are gone: nobody of ours may still be in it.
static int end(struct spawner *spawner) {
  while (spawner->standby_count > 0)
    standby_dismiss(&spawner->standbys[--spawner->standby_count]);
  return 0;
}

static int watch(const struct spawner *spawner, int fd) {
  struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
  return epoll_ctl(spawner->epoll, EPOLL_CTL_ADD, fd, &event);
}

// The JVM lets more into its core files, and containers would inherit that: back to what the kernel begins with.
static void plain_core_files(void) {
  cleanup_fd int fd = open("/proc/self/coredump_filter", O_WRONLY | O_CLOEXEC);
  if (fd >= 0 && write(fd, "0x33", 4) < 0)
    return;
}

static int begin(struct spawner *spawner) {
  prctl(PR_SET_NAME, "gantry-spawner");
  plain_core_files();
  // A container in the host's pid namespace sees us and our monitors; it shall not trace them or read their files.
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  boot_id_read(spawner->boot_id);
  spawner->message = malloc(MESSAGE_MAX);
  sigset_t child;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  if (spawner->message == NULL || sigprocmask(SIG_SETMASK, &child, NULL) < 0)
    return -1;
  spawner->signals = signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK);
  spawner->epoll = epoll_create1(EPOLL_CLOEXEC);
  if (spawner->signals < 0 || spawner->epoll < 0 || fcntl(spawner->socket, F_SETFD, FD_CLOEXEC) < 0)
    return -1;
  return watch(spawner, spawner->socket) < 0 || watch(spawner, spawner->signals) < 0 ? -1 : 0;
}

int spawner_main(int socket) {
  struct spawner spawner = {.socket = socket, .epoll = -1, .signals = -1};
  if (begin(&spawner) < 0) {
    dprintf(2, "gantry-runner: %s\n", strerrordesc_np(errno));
    return 1;
  }
  for (;;) {
    struct epoll_event events[2];
    int count = epoll_wait(spawner.epoll, events, 2, time_to_wait(&spawner));
    if (count == 0)
      make_standby(&spawner);
    for (int i = 0; i < count; i++) {
      if (events[i].data.fd == spawner.signals)
        reap(&spawner);
      else if (serve(&spawner) < 0)
        return end(&spawner);
    }
  }
}
