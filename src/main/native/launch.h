// What happens between clone and exec: the set-up order of a container's pid 1, and of a process that joins a container.
#pragma once

#include "ahead.h"
#include "spec.h"
#include "trace.h"

struct launch {
  const struct spec *spec;
  int control;            // the child's end of the control line
  int input;              // the child's ends of the pipes; -1 with a terminal or where there is none
  int output;
  int error_output;
  const int *trees;       // the clones of the binds' sources and what was made ahead, one a MOUNT; -1: to be made
  const int *fds;         // the descriptors of START
  int fd_count;
  const struct ahead *ahead;
  struct trace *trace;    // of the process: its own copy, since it is a fork
};

// Goes on as pid 1 of a container. Returns only by exec or exit.
_Noreturn void launch_container(const struct launch *launch);

// Goes on as the helper of an exec: joins the target's namespaces, clones the process as the monitor's child, and ends.
_Noreturn void launch_exec(const struct launch *launch);
