#include "lognumber.h"
#include "logformat.h"

#include <stdbool.h>
#include <string.h>

// The inner loop has one byte counters and no branch, which the compiler turns into vector instructions.
size_t count_newlines(const void *data, size_t length) {
  const unsigned char *at = data;
  size_t total = 0;
  while (length > 0) {
    size_t block = length < 128 ? length : 128;
    unsigned char found = 0;
    for (size_t i = 0; i < block; i++)
      found = (unsigned char) (found + (at[i] == '\n'));
    total += found;
    at += block;
    length -= block;
  }
  return total;
}

static struct log_piece piece(const unsigned char *data, size_t start, size_t length, uint64_t line, bool inside) {
  struct log_piece result = {.start = start, .length = length, .line = line};
  result.newlines = (uint32_t) count_newlines(data + start, length);
  if (inside)
    result.flags |= LOG_BEGINS_INSIDE;
  if (data[start + length - 1] != '\n')
    result.flags |= LOG_ENDS_INSIDE;
  return result;
}

int log_number(const void *data, size_t length, uint64_t *next_line, uint64_t *open_line, struct log_piece pieces[2]) {
  const unsigned char *bytes = data;
  int count = 0;
  size_t start = 0;
  bool inside = *open_line != 0;
  uint64_t line = inside ? *open_line : *next_line;
  if (inside && *open_line + 1 != *next_line) {
    // The other stream has taken numbers meanwhile: the rest of this line stands alone.
    const unsigned char *newline = memchr(bytes, '\n', length);
    size_t rest = newline == NULL ? length : (size_t) (newline - bytes) + 1;
    pieces[count++] = piece(bytes, 0, rest, line, true);
    if (newline == NULL)
      return count;
    *open_line = 0;
    start = rest;
    inside = false;
    line = *next_line;
  }
  if (start < length) {
    struct log_piece last = piece(bytes, start, length - start, line, inside);
    bool unfinished = (last.flags & LOG_ENDS_INSIDE) != 0;
    *next_line = line + last.newlines + (unfinished ? 1 : 0);
    *open_line = unfinished ? *next_line - 1 : 0;
    pieces[count++] = last;
  }
  return count;
}
