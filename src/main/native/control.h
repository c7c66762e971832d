// The line between a monitor and the process it is starting: reports up, single letters down. Its end of file tells the
// monitor that the program was executed, since the child's end closes on exec.
#pragma once

#include "error.h"
#include "trace.h"

#include <sys/types.h>

enum report_kind { REPORT_ERROR = 1, REPORT_READY = 2, REPORT_CHILD = 3 };

enum { CONTROL_CGROUPS = 'C', CONTROL_GO = 'G', CONTROL_FDS = 3 };

struct report {
  enum report_kind kind;
  pid_t child;           // REPORT_CHILD: what an exec's helper has cloned, with its pidfd
  struct error error;    // REPORT_ERROR
  struct trace trace;    // REPORT_READY: the steps of the process
};

int control_pair(int ends[2]);

// READY brings the root, and with a terminal its master and slave.
int control_report(int control, const struct report *report, const int *fds, int fd_count);

// 1: a report; 0: end of file; -1 with errno (EAGAIN: none yet).
int control_receive(int control, struct report *report, int fds[CONTROL_FDS], int *fd_count);

int control_tell(int control, char letter);

// Waits for the letter. -1 if the monitor is gone.
int control_wait(int control, char letter);
