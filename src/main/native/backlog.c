#include "backlog.h"

#include <stdlib.h>
#include <string.h>

struct backlog {
  struct backlog *next;
  int stream;
  size_t length;
  unsigned char data[];
};

static bool is_dropping(const struct output *output) {
  return output->dropped[0] > 0 || output->dropped[1] > 0;
}

void backlog_add(struct output *output, uint64_t limit, int stream, const void *data, size_t length) {
  // Once something is dropped all is, until the gap is written: else the gap would not lie where the bytes are missing.
  struct backlog *entry = NULL;
  if (!is_dropping(output) && output->backlog_bytes + length <= limit)
    entry = malloc(sizeof *entry + length);
  if (entry == NULL) {
    output->dropped[stream - 1] += length;
    return;
  }
  *entry = (struct backlog){.stream = stream, .length = length};
  memcpy(entry->data, data, length);
  if (output->backlog_end != NULL)
    output->backlog_end->next = entry;
  else
    output->backlog = entry;
  output->backlog_end = entry;
  output->backlog_bytes += length;
}

static void pop(struct output *output) {
  struct backlog *entry = output->backlog;
  output->backlog = entry->next;
  if (output->backlog == NULL)
    output->backlog_end = NULL;
  output->backlog_bytes -= entry->length;
  free(entry);
}

bool backlog_flush(struct output *output, struct log *log) {
  while (output->backlog != NULL) {
    if (log_append(log, output->backlog->stream, output->backlog->data, output->backlog->length) < 0)
      return false;
    pop(output);
  }
  for (int i = 0; i < 2; i++) {
    if (output->dropped[i] == 0)
      continue;
    if (log_gap(log, i + 1, output->dropped[i]) < 0)
      return false;
    output->dropped[i] = 0;
  }
  return true;
}

void backlog_clear(struct output *output) {
  while (output->backlog != NULL)
    pop(output);
}
