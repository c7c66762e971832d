// The small text files by which a run is known after a crash: `key=value` lines, renamed into place whole.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { BOOT_ID_SIZE = 40 };

struct run_state {
  uint32_t run;
  const char *boot_id;
  pid_t monitor;
  uint64_t monitor_ticks;
  pid_t pid;
  uint64_t ticks;
  uint64_t started;   // ns, 0 before GO
};

struct run_exit {
  uint32_t run;
  const char *boot_id;
  uint32_t code;
  uint32_t signal;
  int oom;
  uint64_t time;
  uint64_t line;
  uint64_t segment;
  uint64_t offset;
};

int statefile_write(int directory, const char *name, const struct run_state *state);

int exitfile_write(const char *path, const struct run_exit *exit);

// This boot's id, "" where it can't be read.
void boot_id_read(char id[BOOT_ID_SIZE]);

// Field 22 of /proc/PID/stat, which with the boot id names a process for ever; 0 if it is gone.
uint64_t process_start_ticks(pid_t pid);

// Nanoseconds since 1970.
uint64_t wall_time(void);
