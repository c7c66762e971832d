// A process's own stated list of descriptors. A fork without exec closes nothing by itself.
#pragma once

#include <stddef.h>

// Closes all but 0, 1, 2 and those listed (negative ones are passed over). Sorts the list. -1 with errno.
int descriptors_keep_only(int *keep, size_t count);
