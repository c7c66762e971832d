// Where a log goes on: behind the last whole record of its last segment.
#pragma once

#include <stdint.h>

struct log_end {
  int file;               // the last segment, open for writing, its torn tail cut; -1: `segment` is to be begun
  uint64_t segment;
  uint64_t offset;
  uint64_t next_line;
  uint64_t last_time;
  uint64_t oldest;        // number of the oldest segment there
};

// -1 with errno.
int log_recover(int directory, struct log_end *end);
