// The container's output: read from its pipes or terminal, written to the log or passed to those attached.
#pragma once

#include "source.h"

#include <stddef.h>

struct backlog;

struct stream {
  struct source source;
  int number;                 // LOG_STDOUT or LOG_STDERR
};

struct output {
  struct stream streams[2];
  unsigned char *buffer;      // LOG_PAYLOAD_MAX bytes, what the last read returned
  bool reading;               // the pipes are watched
  bool blocked;               // the log can't be written
  size_t held;                // bytes in the buffer that wait for the log
  int held_stream;
  uint64_t retry_delay;       // ns
  uint64_t retry_at;          // monotonic ns, 0: none
  struct backlog *backlog;    // non-blocking mode: what waits while the log is blocked
  struct backlog *backlog_end;
  size_t backlog_bytes;
  uint64_t dropped[2];
  bool end_told;              // OUTPUT_END is out
};

// Takes over the reading ends.
void output_begin(struct monitor *monitor, int out, int error);

// Begins to read; nothing is read before.
void output_start(struct monitor *monitor);

// Reads on if no client or log is in the way.
void output_resume(struct monitor *monitor);

// Tries the log again if it is time.
void output_retry(struct monitor *monitor);

// Reads what is there, to EAGAIN and not to the end, since survivors may hold the other end. False: the log is blocked.
bool output_drain(struct monitor *monitor);

// Gives up what the log would not take.
void output_abandon(struct monitor *monitor);

void output_close(struct monitor *monitor);
