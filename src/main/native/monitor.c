#include "monitor.h"
#include "cleanup.h"
#include "descriptors.h"
#include "kernel.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>

enum { EVENTS = 16 };
static const uint64_t NS_PER_MS = 1000000;

uint64_t monotonic_time(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t) now.tv_sec * 1000000000u + (uint64_t) now.tv_nsec;
}

void monitor_wake_after(struct monitor *monitor, uint64_t nanoseconds) {
  uint64_t at = monotonic_time() + nanoseconds;
  if (monitor->wake_at == 0 || at < monitor->wake_at)
    monitor->wake_at = at;
}

static void process_settled(struct monitor *monitor) {
  monitor->reaped = true;
  if (!monitor->started && !monitor->failed) {
    struct error error;
    fail_plain(&error, STAGE_CLONE, ESRCH, "the process ended with code %u before it was started", exit_code(monitor->status));
    monitor_fail(monitor, &error);
  }
  monitor_wake_after(monitor, 0);
}

static void process_ended(struct monitor *monitor, int status) {
  monitor->pid = 0;
  monitor->status = status;
  // What it reported last, and whether it got as far as exec, is still in the control line.
  monitor_check_control(monitor);
  // A helper that has not gone yet keeps that line open: only behind its end it tells whether the program ran.
  monitor->waits_for_helper = monitor->helper != 0;
  if (!monitor->waits_for_helper)
    process_settled(monitor);
}

static void helper_ended(struct monitor *monitor) {
  monitor_check_control(monitor);
  monitor->helper = 0;
  if (monitor->waits_for_helper) {
    process_settled(monitor);
    return;
  }
  if (monitor->pid != 0 || monitor->reaped)
    return;
  struct error error;
  fail_plain(&error, STAGE_CLONE, ESRCH, "the helper of the exec ended early");
  monitor_fail(monitor, &error);
}

// Every child is reaped, known or not: one that is not would hold the end of its pid namespace for ever.
static void children_changed(struct monitor *monitor, struct source *source, uint32_t events) {
  (void) events;
  struct signalfd_siginfo ignored;
  while (read(source->fd, &ignored, sizeof ignored) > 0)
    continue;
  int status;
  pid_t pid;
  while ((pid = waitpid(-1, &status, WNOHANG | __WALL)) > 0) {
    if (pid == monitor->helper)
      helper_ended(monitor);
    // An exec's process may end before its helper's report was read.
    if (monitor->pid == 0 && !monitor->reaped)
      monitor_check_control(monitor);
    if (pid == monitor->pid)
      process_ended(monitor, status);
  }
}

static int set_signals(struct monitor *monitor) {
  static const int ignored[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGUSR1, SIGUSR2, SIGTSTP, SIGTTIN, SIGTTOU};
  for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
    signal(ignored[i], SIG_IGN);
  sigset_t child;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  if (sigprocmask(SIG_SETMASK, &child, NULL) < 0)
    return -1;
  monitor->signals = (struct source){.fd = signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK), .ready = children_changed};
  return monitor->signals.fd < 0 ? -1 : source_add(monitor, &monitor->signals, EPOLLIN);
}

static void shed_descriptors(int *keep, size_t count) {
  descriptors_keep_only(keep, count);
  cleanup_fd int null = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (int stream = 0; stream < 3 && null >= 0; stream++)
    dup2(null, stream);
}

static int begin(struct monitor *monitor) {
  setsid();
  // Orphans of a container without a pid namespace of its own come to us.
  prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
  size_t size = LOG_PAYLOAD_MAX + MESSAGE_MAX;
  unsigned char *buffers = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (buffers == MAP_FAILED)
    return -1;
  monitor->output.buffer = buffers;
  monitor->message = buffers + LOG_PAYLOAD_MAX;
  monitor->epoll = epoll_create1(EPOLL_CLOEXEC);
  return monitor->epoll < 0 ? -1 : set_signals(monitor);
}

static int timeout(const struct monitor *monitor) {
  if (monitor->wake_at == 0)
    return -1;
  uint64_t now = monotonic_time();
  return now >= monitor->wake_at ? 0 : (int) ((monitor->wake_at - now + NS_PER_MS - 1) / NS_PER_MS);
}

static void timed_steps(struct monitor *monitor) {
  if (monitor->wake_at == 0 || monotonic_time() < monitor->wake_at)
    return;
  monitor->wake_at = 0;
  output_retry(monitor);
  monitor_end_step(monitor);
}

static void watch(struct monitor *monitor) {
  while (!monitor_is_done(monitor)) {
    struct epoll_event events[EVENTS];
    int count = epoll_wait(monitor->epoll, events, EVENTS, timeout(monitor));
    for (int i = 0; i < count; i++) {
      struct source *source = events[i].data.ptr;
      if (source->fd >= 0)
        source->ready(monitor, source, events[i].events);
    }
    connection_sweep(monitor);
    timed_steps(monitor);
    connection_sweep(monitor);
  }
}

struct monitor *monitor_new(int *keep, size_t count) {
  struct monitor *monitor = calloc(1, sizeof *monitor);
  if (monitor == NULL)
    return NULL;
  monitor->phase = PHASE_HELD;
  monitor->signals.fd = monitor->listener.fd = monitor->control.fd = monitor->state_dir = -1;
  monitor->output.streams[0].source.fd = monitor->output.streams[1].source.fd = monitor->input.source.fd = -1;
  monitor->log.file = monitor->log.directory = -1;
  monitor->pidfd = monitor->root = monitor->mount_namespace = monitor->slave = -1;
  shed_descriptors(keep, count);
  return begin(monitor) < 0 ? NULL : monitor;
}

_Noreturn void monitor_run(struct monitor *monitor, const struct monitor_start *start) {
  prctl(PR_SET_NAME, "gantry-monitor");
  monitor->start = *start;
  int pair = take_fd(&monitor->start.fds[START_PAIR]);   // is nothing for the container
  if (fcntl(pair, F_SETFL, O_RDWR | O_NONBLOCK) < 0 || connection_add(monitor, pair, true) < 0)
    _exit(1);
  trace_mark(&monitor->trace, STEP_BEGUN);
  struct error error;
  if (spec_read(monitor->start.fds[START_SPEC], &monitor->spec, &error) < 0)
    monitor_fail(monitor, &error);
  else
    monitor_launch(monitor);
  watch(monitor);
  _exit(0);
}
