// Something that epoll watches for a monitor.
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct monitor;

struct source {
  int fd;               // -1: closed
  uint32_t events;
  bool muted;           // not watched, not even for the end of file, which epoll tells of unasked
  void (*ready)(struct monitor *monitor, struct source *source, uint32_t events);
};

// Begins to watch; -1 with errno.
int source_add(struct monitor *monitor, struct source *source, uint32_t events);

// Changes what is watched for; nothing is done where it stays the same.
void source_want(struct monitor *monitor, struct source *source, uint32_t events);

// Stops watching for a while, or goes on.
void source_mute(struct monitor *monitor, struct source *source, bool mute);

// Ends watching and closes the descriptor.
void source_close(struct monitor *monitor, struct source *source);
