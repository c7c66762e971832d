// Where the time of a start goes: the moment at which each step was done. The process reports its part with READY, the
// monitor adds its own and sends the whole with STARTED.
#pragma once

#include "wire.h"

enum trace_step {
  // by the monitor
  STEP_BEGUN,        // it has been handed its container
  STEP_SPEC,         // the spec is read
  STEP_SOURCES,      // pipes are made, the sources of binds are cloned
  STEP_CLONED,       // the process exists
  STEP_CGROUPS,      // the cgroups are made and limited
  STEP_LOG,          // monitor.sock and the log are open
  STEP_READY,        // the state file is in place, READY goes out
  STEP_GO,           // GO came
  STEP_EXECUTED,     // the program runs
  // by the process
  STEP_NAMESPACES,   // it runs, in all namespaces but the cgroup one
  STEP_ROOT,         // the overlay is mounted and attached
  STEP_ENTERED,      // it is in its cgroups
  STEP_MOUNTS,       // the mounts, devices and links are made
  STEP_FILLED,       // terminal, sysctls, names, masks
  STEP_PIVOTED,      // the root is its own
  STEP_HELD,         // it reports and waits
  STEP_COUNT,
};

enum { TRACE_BYTES = 64 * STEP_COUNT };

struct trace {
  uint64_t at[STEP_COUNT];   // CLOCK_MONOTONIC, ns; 0: not a step of this start
};

void trace_mark(struct trace *trace, enum trace_step step);

// Takes over the steps that the other has and this one has not.
void trace_add(struct trace *trace, const struct trace *other);

// Adds the TRACE field, of at most TRACE_BYTES: the steps that were done.
void trace_put(struct writer *message, const struct trace *trace);
