// The container's standard input: what clients send, in the order in which it comes.
#pragma once

#include "source.h"

#include <stddef.h>

struct input {
  struct source source;        // the writing end; -1 where there is none, or no longer
  bool terminal;
  unsigned char *pending;      // what it had no room for
  size_t start;
  size_t end;
  size_t size;
  bool close_after;            // half-closed: closed once all is written
};

int input_begin(struct monitor *monitor, int fd, bool terminal);

// Adds bytes. False: there is no input (any longer).
bool input_write(struct monitor *monitor, const void *data, size_t length);

// Half-close; nothing on a terminal.
void input_half_close(struct monitor *monitor);

void input_close(struct monitor *monitor);
