#include "trace.h"
#include "monitor.h"

enum { BY_MONITOR = 1, BY_PROCESS = 2 };
enum { TRACE_STEP = 1, STEP_TIME = 1, STEP_SIDE = 2, STEP_NAME = 3 };

static const struct {
  uint8_t side;
  const char *name;
} STEPS[STEP_COUNT] = {
    [STEP_BEGUN] = {BY_MONITOR, "begun"},       [STEP_SPEC] = {BY_MONITOR, "spec read"},
    [STEP_SOURCES] = {BY_MONITOR, "pipes, binds"}, [STEP_CLONED] = {BY_MONITOR, "cloned"},
    [STEP_CGROUPS] = {BY_MONITOR, "cgroups made"}, [STEP_LOG] = {BY_MONITOR, "log open"},
    [STEP_READY] = {BY_MONITOR, "ready"},         [STEP_GO] = {BY_MONITOR, "go"},
    [STEP_EXECUTED] = {BY_MONITOR, "executed"},   [STEP_NAMESPACES] = {BY_PROCESS, "namespaces"},
    [STEP_ROOT] = {BY_PROCESS, "root mounted"},   [STEP_ENTERED] = {BY_PROCESS, "in its cgroups"},
    [STEP_MOUNTS] = {BY_PROCESS, "mounts, devices"},       [STEP_FILLED] = {BY_PROCESS, "names, masks"},
    [STEP_PIVOTED] = {BY_PROCESS, "pivoted"},     [STEP_HELD] = {BY_PROCESS, "held"},
};

void trace_mark(struct trace *trace, enum trace_step step) {
  trace->at[step] = monotonic_time();
}

void trace_add(struct trace *trace, const struct trace *other) {
  for (size_t step = 0; step < STEP_COUNT; step++)
    if (trace->at[step] == 0)
      trace->at[step] = other->at[step];
}

void trace_put(struct writer *message, const struct trace *trace) {
  size_t field = put_begin(message, TAG_TRACE);
  for (size_t step = 0; step < STEP_COUNT; step++) {
    if (trace->at[step] == 0)
      continue;
    size_t nested = put_begin(message, TRACE_STEP);
    put_u64(message, STEP_TIME, trace->at[step]);
    put_u8(message, STEP_SIDE, STEPS[step].side);
    put_string(message, STEP_NAME, STEPS[step].name);
    put_end(message, nested);
  }
  put_end(message, field);
}
