// A monitor made ahead of its START: forked, set up, and with what most containers have in hand (ahead.h). That is a good
// part of a start's time, spent while nobody waits. It ends with the spawner, or becomes the monitor of one container.
#pragma once

#include "monitor.h"

struct standby {
  pid_t pid;
  uint64_t ticks;
  int line;          // to it; closed, it ends
};

// Forks one. -1 with errno; one that can't set itself up ends by itself, and standby_use will tell.
int standby_make(struct standby *standby, const struct spec *usual, const char boot_id[BOOT_ID_SIZE]);

// Hands it the descriptors of START; the line is closed. -1 where it is gone.
int standby_use(struct standby *standby, const int *fds, int fd_count);

// Ends one that waits, and returns when it is gone.
void standby_dismiss(struct standby *standby);
