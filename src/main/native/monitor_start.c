// The beginning of a run: what the monitor makes, the clone, and the way to READY and STARTED.
#include "cgroup.h"
#include "cleanup.h"
#include "kernel.h"
#include "launch.h"
#include "monitor.h"
#include "mounts.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

enum { PIPE_BYTES = 256 << 10, JOINABLE_BY_CHILDREN_ONLY = CLONE_NEWPID };

// Both ends of each pipe; the child's are closed here once it has its own.
struct pipes {
  int input[2];
  int output[2];
  int error[2];
};

static void close_pair(int pair[2]) {
  close_fd(&pair[0]);
  close_fd(&pair[1]);
}

static int make_pipe(int pair[2], bool monitor_reads) {
  if (pipe2(pair, O_CLOEXEC) < 0)
    return -1;
  // Only our end: the flag belongs to the open file, and the program expects a pipe that waits.
  int own = pair[monitor_reads ? 0 : 1];
  // A larger pipe means fewer wake-ups under load; where the user's limit is reached the usual size does.
  if (monitor_reads && fcntl(own, F_SETPIPE_SZ, PIPE_BYTES) < 0 && errno != EPERM && errno != EBUSY)
    return -1;
  return fcntl(own, F_SETFL, O_NONBLOCK);
}

static int make_pipes(const struct spec *spec, struct pipes *pipes, struct error *error) {
  if (spec_option(spec, OPTION_TTY))
    return 0;
  if ((spec_option(spec, OPTION_STDIN) && make_pipe(pipes->input, false) < 0) || make_pipe(pipes->output, true) < 0 ||
      make_pipe(pipes->error, true) < 0)
    return fail(error, STAGE_CONSOLE, errno, "make the pipes");
  return 0;
}

static int make_state_dir(struct monitor *monitor, struct error *error) {
  const char *path = monitor->spec.state_dir;
  if (path == NULL)
    return 0;
  if (mkdir(path, 0700) < 0 && errno != EEXIST)
    return fail(error, STAGE_MONITOR, errno, "make %s", path);
  monitor->state_dir = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (monitor->state_dir < 0)
    return fail(error, STAGE_MONITOR, errno, "open %s", path);
  cleanup_fd int listener = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  // A socket's name has 108 bytes, a path may have more: by the descriptor it is always short.
  snprintf(address.sun_path, sizeof address.sun_path, "/proc/self/fd/%d/monitor.sock", monitor->state_dir);
  unlinkat(monitor->state_dir, "monitor.sock", 0);
  unlinkat(monitor->state_dir, "state", 0);
  if (listener < 0 || bind(listener, (struct sockaddr *) &address, sizeof address) < 0 || listen(listener, 64) < 0)
    return fail(error, STAGE_MONITOR, errno, "listen on %s/monitor.sock", path);
  monitor->listener = (struct source){.fd = take_fd(&listener), .ready = connection_accept};
  if (source_add(monitor, &monitor->listener, EPOLLIN) < 0)
    return fail(error, STAGE_MONITOR, errno, "watch %s/monitor.sock", path);
  return 0;
}

// A pid namespace is joined by the parent: it then counts for the children that it clones.
static int join_pid_namespace(const struct monitor *monitor, struct error *error) {
  const struct spec *spec = &monitor->spec;
  for (size_t i = 0; i < spec->join_count; i++) {
    if (spec->joins[i].type != JOINABLE_BY_CHILDREN_ONLY)
      continue;
    if (spec->joins[i].fd >= (uint32_t) monitor->start.fd_count)
      return fail(error, STAGE_NAMESPACE, EBADF, "descriptor %u of the start", spec->joins[i].fd);
    if (setns(monitor->start.fds[spec->joins[i].fd], CLONE_NEWPID) < 0)
      return fail(error, STAGE_NAMESPACE, errno, "join a pid namespace");
  }
  return 0;
}

static pid_t clone_process(struct monitor *monitor, const struct launch *launch, int unified) {
  bool exec = monitor->spec.kind == KIND_EXEC;
  uint64_t flags = CLONE_PIDFD;
  if (!exec)
    // The cgroup namespace comes later, made by the process once it is in its cgroups.
    flags |= monitor->spec.namespaces & ~(uint64_t) CLONE_NEWCGROUP;
  flags &= ~(uint64_t) ahead_namespaces(launch->ahead, &monitor->spec);
  if (!exec && unified >= 0)
    flags |= CLONE_INTO_CGROUP;
  int pidfd = -1;
  struct clone_args arguments = {
      .flags = flags, .pidfd = (uintptr_t) &pidfd, .exit_signal = SIGCHLD,
      .cgroup = flags & CLONE_INTO_CGROUP ? (uint64_t) unified : 0};
  pid_t pid = sys_clone3(&arguments);
  if (pid == 0) {
    if (exec)
      launch_exec(launch);
    launch_container(launch);
  }
  if (pid > 0 && exec)
    close(pidfd);
  else if (pid > 0)
    monitor->pidfd = pidfd;
  return pid;
}

static void control_ready(struct monitor *monitor, struct source *source, uint32_t events) {
  (void) source;
  (void) events;
  monitor_check_control(monitor);
}

static int clone_with(struct monitor *monitor, const struct pipes *pipes, const int *trees, struct error *error) {
  int control[2];
  if (control_pair(control) < 0)
    return fail(error, STAGE_MONITOR, errno, "make the control line");
  monitor->control = (struct source){.fd = control[0], .ready = control_ready};
  cleanup_fd int child_end = control[1];
  if (source_add(monitor, &monitor->control, EPOLLIN) < 0)
    return fail(error, STAGE_MONITOR, errno, "watch the control line");
  if (cgroup_make(&monitor->spec, true, error) < 0)
    return -1;
  cleanup_fd int unified = cgroup_open_unified(&monitor->spec, error);
  if (unified < 0 && error->code != 0)
    return -1;
  if (join_pid_namespace(monitor, error) < 0)
    return -1;
  struct launch launch = {
      .spec = &monitor->spec, .control = child_end, .input = pipes->input[0], .output = pipes->output[1],
      .error_output = pipes->error[1], .trees = trees, .fds = monitor->start.fds, .fd_count = monitor->start.fd_count,
      .ahead = &monitor->start.ahead, .trace = &monitor->trace};
  pid_t pid = clone_process(monitor, &launch, unified);
  if (pid < 0)
    return fail(error, STAGE_CLONE, errno, "clone the process");
  trace_mark(&monitor->trace, STEP_CLONED);
  if (monitor->spec.kind == KIND_EXEC) {
    monitor->helper = pid;
    return 0;
  }
  monitor->pid = monitor->shown_pid = pid;
  // Made while the process mounts its root; it joins them before it mounts what shows them.
  if (cgroup_make(&monitor->spec, false, error) < 0)
    return -1;
  trace_mark(&monitor->trace, STEP_CGROUPS);
  if (control_tell(monitor->control.fd, CONTROL_CGROUPS) < 0 && errno != EPIPE && errno != ECONNRESET)
    return fail(error, STAGE_MONITOR, errno, "release the process to its cgroups");
  return 0;
}

static int prepare_and_clone(struct monitor *monitor, struct pipes *pipes, struct error *error) {
  const struct spec *spec = &monitor->spec;
  cleanup_memory int *trees = malloc((spec->mount_count + 1) * sizeof *trees);
  if (trees == NULL)
    return fail(error, STAGE_MONITOR, errno, "memory for the mounts");
  for (size_t i = 0; i < spec->mount_count; i++)
    trees[i] = -1;
  int result = make_pipes(spec, pipes, error);
  if (result == 0)
    result = mounts_clone_sources(spec, monitor->start.fds, monitor->start.fd_count, trees, error);
  ahead_give(&monitor->start.ahead, spec, trees);
  trace_mark(&monitor->trace, STEP_SOURCES);
  if (result == 0)
    result = clone_with(monitor, pipes, trees, error);
  for (size_t i = 0; i < spec->mount_count; i++)
    close_fd(&trees[i]);
  return result;
}

static int open_rest(struct monitor *monitor, struct pipes *pipes, struct error *error) {
  const struct spec *spec = &monitor->spec;
  output_begin(monitor, take_fd(&pipes->output[0]), take_fd(&pipes->error[0]));
  if (input_begin(monitor, take_fd(&pipes->input[1]), false) < 0)
    return fail(error, STAGE_MONITOR, errno, "watch the pipes");
  if (make_state_dir(monitor, error) < 0)
    return -1;
  bool logged = spec->log.mode == LOG_BLOCKING || spec->log.mode == LOG_NON_BLOCKING;
  if (logged && log_open(&monitor->log, &spec->log, spec->run, error) < 0)
    return -1;
  monitor->oom_before = cgroup_oom_kills(spec);
  monitor->own_ticks = process_start_ticks(getpid());
  trace_mark(&monitor->trace, STEP_LOG);
  return 0;
}

// A monitor must outlive the container's worst moments. Kernels that don't let us be spared leave it as it is.
static void avoid_oom_killer(void) {
  cleanup_fd int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (fd >= 0 && write(fd, "-999", 4) < 0)
    return;
}

void monitor_launch(struct monitor *monitor) {
  trace_mark(&monitor->trace, STEP_SPEC);
  struct error error;
  struct pipes pipes = {.input = {-1, -1}, .output = {-1, -1}, .error = {-1, -1}};
  int result = prepare_and_clone(monitor, &pipes, &error);
  close_fd(&pipes.input[0]);
  close_fd(&pipes.output[1]);
  close_fd(&pipes.error[1]);
  if (result == 0)
    result = open_rest(monitor, &pipes, &error);
  for (int i = 0; i < monitor->start.fd_count; i++)
    close_fd(&monitor->start.fds[i]);
  ahead_release(&monitor->start.ahead);
  close_pair(pipes.input);
  close_pair(pipes.output);
  close_pair(pipes.error);
  if (result < 0)
    monitor_fail(monitor, &error);
  else
    avoid_oom_killer();
}

static int write_state(struct monitor *monitor) {
  if (monitor->state_dir < 0)
    return 0;
  struct run_state state = {
      .run = monitor->spec.run, .boot_id = monitor->start.boot_id, .monitor = getpid(), .monitor_ticks = monitor->own_ticks,
      .pid = monitor->shown_pid, .ticks = monitor->ticks, .started = monitor->started_time};
  return statefile_write(monitor->state_dir, "state", &state);
}

static int hold_mount_namespace(const struct monitor *monitor) {
  char path[40];
  snprintf(path, sizeof path, "/proc/%d/ns/mnt", monitor->pid);
  return open(path, O_RDONLY | O_CLOEXEC);
}

// READY needs both: the process reports that it is set up, and its pid is known (an exec's comes from the helper).
static void pass_ready_on(struct monitor *monitor) {
  if (!monitor->set_up || monitor->pid == 0 || monitor->ready)
    return;
  monitor->ready = true;
  monitor->ticks = process_start_ticks(monitor->pid);
  if (monitor->spec.kind == KIND_CONTAINER)
    monitor->mount_namespace = hold_mount_namespace(monitor);
  if (write_state(monitor) < 0) {
    struct error error;
    fail(&error, STAGE_MONITOR, errno, "write %s/state", monitor->spec.state_dir);
    monitor_fail(monitor, &error);
    return;
  }
  trace_mark(&monitor->trace, STEP_READY);
  if (monitor->first == NULL)
    return;
  unsigned char buffer[64];
  struct writer message = message_begin(buffer, sizeof buffer, MSG_READY, 0);
  put_u32(&message, TAG_PID, (uint32_t) monitor->pid);
  put_u64(&message, TAG_START_TICKS, monitor->ticks);
  connection_send(monitor, monitor->first, &message, NULL, 0, NULL, 0);
  if (monitor->go_ahead)
    monitor_go(monitor);
}

static int take_terminal(struct monitor *monitor, int master) {
  if (fcntl(master, F_SETFL, O_RDWR | O_NONBLOCK) < 0) {
    close(master);
    return -1;
  }
  output_begin(monitor, master, -1);
  if (!spec_option(&monitor->spec, OPTION_STDIN)) {
    monitor->input.terminal = true;
    return 0;
  }
  // One descriptor for each way, since epoll watches a descriptor once.
  int writing = fcntl(master, F_DUPFD_CLOEXEC, 3);
  return writing < 0 ? -1 : input_begin(monitor, writing, true);
}

static void take_ready(struct monitor *monitor, int *fds, int count) {
  monitor->root = count > 0 ? fds[0] : -1;
  // An exec that outlasts its container would hold the container's root file system.
  if (monitor->spec.kind == KIND_EXEC)
    close_fd(&monitor->root);
  monitor->slave = count > 2 ? fds[2] : -1;
  if (count > 1 && take_terminal(monitor, fds[1]) < 0) {
    struct error error;
    fail(&error, STAGE_CONSOLE, errno, "watch the terminal");
    monitor_fail(monitor, &error);
    return;
  }
  monitor->set_up = true;
  pass_ready_on(monitor);
}

static void take_report(struct monitor *monitor, const struct report *report, int *fds, int count) {
  switch (report->kind) {
    case REPORT_ERROR:
      monitor_fail(monitor, &report->error);
      break;
    case REPORT_READY:
      trace_add(&monitor->trace, &report->trace);
      take_ready(monitor, fds, count);
      return;
    case REPORT_CHILD:
      monitor->pid = monitor->shown_pid = report->child;
      monitor->pidfd = count > 0 ? fds[0] : -1;
      // The start may have failed before the pid was known.
      if (monitor->failed)
        monitor_fail(monitor, &monitor->error);
      else
        pass_ready_on(monitor);
      return;
  }
  for (int i = 0; i < count; i++)
    close(fds[i]);
}

static void mark_started(struct monitor *monitor) {
  monitor->started = true;
  monitor->phase = PHASE_RUNNING;
  monitor->started_time = wall_time();
  trace_mark(&monitor->trace, STEP_EXECUTED);
  unsigned char buffer[32 + TRACE_BYTES];
  struct writer message = message_begin(buffer, sizeof buffer, MSG_STARTED, 0);
  put_u64(&message, TAG_TIME, monitor->started_time);
  trace_put(&message, &monitor->trace);
  if (monitor->first != NULL)
    connection_send(monitor, monitor->first, &message, NULL, 0, NULL, 0);
  // A full disk costs the mark, not the container.
  if (monitor->log.file >= 0 && log_mark(&monitor->log, "event=start\n") == 0)
    connection_tell_progress(monitor);
  write_state(monitor);
  output_start(monitor);
}

void monitor_check_control(struct monitor *monitor) {
  while (monitor->control.fd >= 0) {
    struct report report;
    int fds[CONTROL_FDS];
    int count;
    int got = control_receive(monitor->control.fd, &report, fds, &count);
    if (got > 0) {
      take_report(monitor, &report, fds, count);
      continue;
    }
    if (got < 0 && errno == EAGAIN)
      return;
    source_close(monitor, &monitor->control);
    // Close-on-exec: without an error before it, the end means that the program runs.
    if (monitor->go && !monitor->failed)
      mark_started(monitor);
  }
}

void monitor_go(struct monitor *monitor) {
  monitor->go_ahead = true;
  if (!monitor->ready || monitor->go || monitor->failed)
    return;
  monitor->go = true;
  trace_mark(&monitor->trace, STEP_GO);
  control_tell(monitor->control.fd, CONTROL_GO);
}
