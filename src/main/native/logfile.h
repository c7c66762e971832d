// A container's log: appended to in records, in segments, with one sequence of line numbers over both streams and all
// runs. Single-threaded; a failed append changes nothing and can be tried again.
#pragma once

#include "logformat.h"
#include "spec.h"

struct log {
  int directory;
  int file;
  uint64_t segment;
  uint64_t offset;         // bytes of the segment that are complete
  uint64_t next_line;      // the number that the next new line gets
  uint64_t last_time;
  uint64_t open_line[2];   // by stream: the number of its unfinished line, 0 for none
  uint64_t oldest;         // number of the oldest segment that is kept
  uint64_t segment_bytes;
  uint32_t keep;
  uint32_t run;
};

// Opens the log to go on behind its last whole record; a torn tail is cut. Makes the last folder of the path.
int log_open(struct log *log, const struct spec_log *spec, uint32_t run, struct error *error);

// Adds what one read returned (1 … LOG_PAYLOAD_MAX bytes); -1 with errno, and nothing is added.
int log_append(struct log *log, int stream, const void *data, size_t length);

// Adds a mark, text such as "event=start\n".
int log_mark(struct log *log, const char *text);

// Says that so many bytes of a stream were dropped here.
int log_gap(struct log *log, int stream, uint64_t dropped);

void log_close(struct log *log);
