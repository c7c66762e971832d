// Output that waits while the log can't be written and the container may not (the non-blocking mode): up to a limit, then
// counted and dropped, oldest kept.
#pragma once

#include "logfile.h"
#include "output.h"

void backlog_add(struct output *output, uint64_t limit, int stream, const void *data, size_t length);

// Writes what waits, and a gap for what was dropped. False: the log is still blocked.
bool backlog_flush(struct output *output, struct log *log);

void backlog_clear(struct output *output);
