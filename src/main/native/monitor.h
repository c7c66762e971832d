// A monitor: the process that stands by one container (or one exec), owns its streams, writes its log, waits for its end
// and tells whoever asks. One thread, one epoll; it never waits for anything but that.
#pragma once

#include "ahead.h"
#include "connection.h"
#include "control.h"
#include "input.h"
#include "logfile.h"
#include "output.h"
#include "source.h"
#include "spec.h"
#include "statefile.h"

enum phase { PHASE_HELD = 1, PHASE_RUNNING = 2, PHASE_ENDED = 3 };

// What the spawner hands over.
struct monitor_start {
  int fds[MESSAGE_FDS_MAX];      // all descriptors of START, by the spec's index; that of the first connection is taken out
  int fd_count;
  struct ahead ahead;            // what a standby has made; nothing where the monitor was forked for this START
  char boot_id[BOOT_ID_SIZE];
};

struct monitor {
  struct spec spec;
  struct monitor_start start;
  int epoll;
  struct source signals;
  struct source listener;
  struct source control;
  int state_dir;

  struct connection *connections;
  struct connection *first;      // NULL once it is gone
  unsigned char *message;        // MESSAGE_MAX bytes, for one at a time

  struct log log;
  struct output output;
  struct input input;

  pid_t helper;                  // of an exec, until it is reaped
  pid_t pid;                     // 0 until it is known, and after it is reaped
  pid_t shown_pid;               // as told in READY and STATE, also after the end
  uint64_t ticks;
  uint64_t own_ticks;
  int pidfd;
  int root;
  int mount_namespace;           // held so that its dismantling waits until EXIT is out
  int slave;                     // held so that the terminal never hangs up before the end

  enum phase phase;
  bool set_up;                   // READY came from the process
  bool ready;                    // … and was passed on
  bool go_ahead;                 // GO came, perhaps before READY
  bool go;
  bool started;
  bool failed;                   // the start failed; error says why
  bool waits_for_helper;         // the process is reaped, its exec's helper is not
  bool reaped;
  bool exited;                   // EXIT is out
  bool cleaned;
  int status;                    // of pid 1, as waitpid gives it
  int clean_tries;
  struct error error;
  struct trace trace;
  uint64_t started_time;
  uint64_t exit_time;
  uint64_t oom_before;
  bool oom_killed;
  uint64_t end_deadline;         // monotonic ns after which the end no longer waits for others; 0: not ending
  uint64_t wake_at;              // monotonic ns of the next timed step; 0: none
};

// The indexes of the descriptors that START always brings: the spec's sealed memfd, the first connection.
enum { START_SPEC = 0, START_PAIR = 1, START_FDS_MIN = 2 };

// Makes of this fork of the spawner a monitor with nothing to watch yet, which keeps only these descriptors (the array is
// sorted). NULL with errno.
struct monitor *monitor_new(int *keep, size_t count);

// Goes on as the monitor of what the spec says. Never returns.
_Noreturn void monitor_run(struct monitor *monitor, const struct monitor_start *start);

// monitor_start.c: clones the process and makes what it needs; failures go to monitor_fail.
void monitor_launch(struct monitor *monitor);

// Handles reports of the process; called when its control line is readable, and before its output or end is believed.
void monitor_check_control(struct monitor *monitor);

// Releases the held process, at once or as soon as it is set up.
void monitor_go(struct monitor *monitor);

// monitor_end.c: the start failed: the process is killed, and once it is reaped all is removed and ERROR is sent.
void monitor_fail(struct monitor *monitor, const struct error *error);

// One step of the end after pid 1 was reaped; called again at wake_at until all is done.
void monitor_end_step(struct monitor *monitor);

// True when the monitor has no more to do.
bool monitor_is_done(const struct monitor *monitor);

void monitor_wake_after(struct monitor *monitor, uint64_t nanoseconds);

uint64_t monotonic_time(void);

uint32_t exit_code(int status);
uint32_t exit_signal(int status);
