// The end of a run, in the order that docs/runtime.md states.
#include "cgroup.h"
#include "cleanup.h"
#include "kernel.h"
#include "monitor.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

enum {
  FLAG_OOM_KILLED = 1,
  STEP = 1000000,                  // ns between tries, growing with their number
  STEP_MAX = 50000000,
  CLEAN_TRIES_MAX = 100,
};
static const uint64_t PATIENCE = 10000000000;   // ns for what is left to die, and for a blocked log

uint32_t exit_signal(int status) {
  return WIFSIGNALED(status) ? (uint32_t) WTERMSIG(status) : 0;
}

uint32_t exit_code(int status) {
  return WIFSIGNALED(status) ? 128u + (uint32_t) WTERMSIG(status) : (uint32_t) WEXITSTATUS(status);
}

static bool has_patience(struct monitor *monitor) {
  if (monitor->end_deadline == 0)
    monitor->end_deadline = monotonic_time() + PATIENCE;
  return monotonic_time() < monitor->end_deadline;
}

static void again(struct monitor *monitor) {
  uint64_t delay = (uint64_t) STEP * (uint64_t) ++monitor->clean_tries;
  monitor_wake_after(monitor, delay < STEP_MAX ? delay : STEP_MAX);
}

static void kill_process(struct monitor *monitor) {
  if (monitor->pid != 0 && monitor->pidfd >= 0)
    sys_pidfd_send_signal(monitor->pidfd, SIGKILL);
  // A helper has told of no child yet; its end makes the child's control line end too.
  if (monitor->pid == 0 && monitor->helper != 0)
    kill(monitor->helper, SIGKILL);
}

void monitor_fail(struct monitor *monitor, const struct error *error) {
  if (!monitor->failed)
    monitor->error = *error;
  monitor->failed = true;
  kill_process(monitor);
  if (monitor->pid == 0 && monitor->helper == 0)
    monitor->reaped = true;
  monitor_wake_after(monitor, 0);
}

static void write_end_mark(struct monitor *monitor) {
  char text[80];
  snprintf(text, sizeof text, "event=exit\ncode=%u\nsignal=%u\noom=%d\n", exit_code(monitor->status),
           exit_signal(monitor->status), monitor->oom_killed);
  if (monitor->log.file >= 0 && log_mark(&monitor->log, text) == 0)
    connection_tell_progress(monitor);
}

static void write_exit_file(struct monitor *monitor) {
  if (monitor->spec.exit_file == NULL)
    return;
  struct run_exit end = {
      .run = monitor->spec.run, .boot_id = monitor->start.boot_id, .code = exit_code(monitor->status),
      .signal = exit_signal(monitor->status), .oom = monitor->oom_killed, .time = monitor->exit_time,
      .line = monitor->log.next_line, .segment = monitor->log.segment, .offset = monitor->log.offset};
  // On a full disk EXIT still tells it to a living engine.
  exitfile_write(monitor->spec.exit_file, &end);
}

static void send_exit(struct monitor *monitor) {
  unsigned char buffer[160];
  struct writer message = message_begin(buffer, sizeof buffer, MSG_EXIT, 0);
  put_u32(&message, TAG_CODE, exit_code(monitor->status));
  if (exit_signal(monitor->status) != 0)
    put_u32(&message, TAG_SIGNAL, exit_signal(monitor->status));
  put_u64(&message, TAG_TIME, monitor->exit_time);
  put_u64(&message, TAG_FLAGS, monitor->oom_killed ? FLAG_OOM_KILLED : 0);
  put_u64(&message, TAG_LINE, monitor->log.next_line);
  put_u64(&message, TAG_SEGMENT, monitor->log.segment);
  put_u64(&message, TAG_OFFSET, monitor->log.offset);
  connection_broadcast(monitor, &message, NULL, 0, false);
}

static void send_error(struct monitor *monitor) {
  unsigned char buffer[640];
  struct writer message = message_begin(buffer, sizeof buffer, MSG_ERROR, 0);
  put_u32(&message, TAG_ERRNO, (uint32_t) monitor->error.code);
  put_string(&message, TAG_STAGE, stage_name(monitor->error.stage));
  put_string(&message, TAG_TEXT, monitor->error.text);
  connection_broadcast(monitor, &message, NULL, 0, false);
}

// Whoever asks now finds no socket, and so reads the exit file.
static void stop_listening(struct monitor *monitor) {
  source_close(monitor, &monitor->listener);
  if (monitor->state_dir < 0)
    return;
  unlinkat(monitor->state_dir, "monitor.sock", 0);
  if (monitor->failed)
    unlinkat(monitor->state_dir, "state", 0);
}

// The mount namespace and the overlay: an overlay's last close syncs its upper file system, which may take long.
static void let_go_of_root(struct monitor *monitor) {
  close_fd(&monitor->mount_namespace);
  close_fd(&monitor->slave);
  close_fd(&monitor->root);
  close_fd(&monitor->pidfd);
}

static void remove_cgroups(struct monitor *monitor) {
  monitor->cleaned = cgroup_remove(&monitor->spec) == 0 || monitor->clean_tries >= CLEAN_TRIES_MAX;
  if (!monitor->cleaned)
    again(monitor);
}

// ERROR promises that all is cleaned up, so it comes last.
static void finish_failed(struct monitor *monitor) {
  input_close(monitor);
  output_close(monitor);
  let_go_of_root(monitor);
  if (cgroup_kill_rest(&monitor->spec) != 0 && has_patience(monitor)) {
    again(monitor);
    return;
  }
  remove_cgroups(monitor);
  if (!monitor->cleaned)
    return;
  stop_listening(monitor);
  send_error(monitor);
  monitor->phase = PHASE_ENDED;
  monitor->exited = true;
}

static void finish_ended(struct monitor *monitor) {
  output_abandon(monitor);
  monitor->oom_killed = cgroup_oom_kills(&monitor->spec) > monitor->oom_before;
  write_end_mark(monitor);
  monitor->phase = PHASE_ENDED;
  write_exit_file(monitor);
  output_close(monitor);
  input_close(monitor);
  send_exit(monitor);
  monitor->exited = true;
  stop_listening(monitor);
  let_go_of_root(monitor);
  monitor->clean_tries = 0;
  remove_cgroups(monitor);
}

void monitor_end_step(struct monitor *monitor) {
  if (!monitor->reaped)
    return;
  if (monitor->exited) {
    if (!monitor->cleaned)
      remove_cgroups(monitor);
    return;
  }
  if (monitor->failed) {
    finish_failed(monitor);
    return;
  }
  if (monitor->exit_time == 0)
    monitor->exit_time = wall_time();
  bool all_dead = cgroup_kill_rest(&monitor->spec) == 0;
  bool written = output_drain(monitor);
  if ((all_dead && written) || !has_patience(monitor))
    finish_ended(monitor);
  else
    again(monitor);
}

bool monitor_is_done(const struct monitor *monitor) {
  return monitor->exited && monitor->cleaned && !connection_any_queued(monitor);
}
