// Numbering of lines: how the bytes of one read become records whose lines are numbered without a hole.
#pragma once

#include <stddef.h>
#include <stdint.h>

struct log_piece {
  size_t start;
  size_t length;
  uint64_t line;         // number of its first line
  uint32_t newlines;
  uint8_t flags;
};

size_t count_newlines(const void *data, size_t length);

// Cuts the bytes (at least one) into one or two pieces. *next_line is the next free number, *open_line the number of the
// stream's unfinished line or 0; both are moved on.
int log_number(const void *data, size_t length, uint64_t *next_line, uint64_t *open_line, struct log_piece pieces[2]);
