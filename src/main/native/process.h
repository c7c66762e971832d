// The part of a start that a container's pid 1 and an exec'd process share: standard streams, user, directory, privileges,
// the hold until "go", and exec.
#pragma once

#include "launch.h"
#include "terminal.h"

// A process that comes from a monitor takes over none of its signal settings, and can't be traced or read by
// processes of the container until it has executed the program.
void process_begin(void);

// Reports a failure to the monitor and ends.
_Noreturn void process_fail(const struct launch *launch, const struct error *error);

// With the root as "/": reports READY, waits, drops what is to be dropped and executes. Never returns.
_Noreturn void process_run(const struct launch *launch, int root, const struct terminal *terminal);
