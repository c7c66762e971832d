// Scope-bound release of descriptors and memory.
#pragma once

#include <stdlib.h>
#include <unistd.h>

static inline void cleanup_fd_(int *fd) {
  if (*fd >= 0)
    close(*fd);
}

static inline void cleanup_memory_(void *pointer) {
  free(*(void **) pointer);
}

#define cleanup_fd __attribute__((cleanup(cleanup_fd_)))
#define cleanup_memory __attribute__((cleanup(cleanup_memory_)))

// Hands a descriptor on: the variable no longer owns it.
static inline int take_fd(int *fd) {
  int taken = *fd;
  *fd = -1;
  return taken;
}

static inline void close_fd(int *fd) {
  if (*fd >= 0)
    close(*fd);
  *fd = -1;
}
