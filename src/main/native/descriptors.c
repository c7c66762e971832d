#include "descriptors.h"

#include <stdlib.h>
#include <unistd.h>

static int compare(const void *a, const void *b) {
  return *(const int *) a - *(const int *) b;
}

int descriptors_keep_only(int *keep, size_t count) {
  qsort(keep, count, sizeof *keep, compare);
  unsigned next = 3;
  for (size_t i = 0; i < count; i++) {
    if (keep[i] < (int) next)
      continue;
    unsigned fd = (unsigned) keep[i];
    if (fd > next && close_range(next, fd - 1, 0) < 0)
      return -1;
    next = fd + 1;
  }
  return close_range(next, ~0u, 0);
}
