#include "statefile.h"
#include "cleanup.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { TEXT_MAX = 512 };

// No fsync: the rename is what a killed process must not tear, and a power cut ends the run anyway.
static int replace(int directory, const char *name, const char *text, size_t length) {
  char temporary[PATH_MAX];
  if (snprintf(temporary, sizeof temporary, "%s.new", name) >= (int) sizeof temporary) {
    errno = ENAMETOOLONG;
    return -1;
  }
  cleanup_fd int file = openat(directory, temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file < 0)
    return -1;
  ssize_t written = write(file, text, length);
  if (written != (ssize_t) length) {
    int code = written < 0 ? errno : ENOSPC;
    unlinkat(directory, temporary, 0);
    errno = code;
    return -1;
  }
  return renameat(directory, temporary, directory, name);
}

int statefile_write(int directory, const char *name, const struct run_state *state) {
  char text[TEXT_MAX];
  int length = snprintf(text, sizeof text, "version=1\nrun=%u\nboot_id=%s\nmonitor_pid=%d\nmonitor_ticks=%llu\npid=%d\nticks=%llu\n",
                        state->run, state->boot_id, state->monitor, (unsigned long long) state->monitor_ticks, state->pid,
                        (unsigned long long) state->ticks);
  if (state->started != 0)
    length += snprintf(text + length, sizeof text - (size_t) length, "started_ns=%llu\n", (unsigned long long) state->started);
  return replace(directory, name, text, (size_t) length);
}

int exitfile_write(const char *path, const struct run_exit *exit) {
  char text[TEXT_MAX];
  int length = snprintf(text, sizeof text,
                        "version=1\nrun=%u\nboot_id=%s\ncode=%u\nsignal=%u\noom=%d\ntime_ns=%llu\nline=%llu\nsegment=%llu\noffset=%llu\n",
                        exit->run, exit->boot_id, exit->code, exit->signal, exit->oom, (unsigned long long) exit->time,
                        (unsigned long long) exit->line, (unsigned long long) exit->segment,
                        (unsigned long long) exit->offset);
  return replace(AT_FDCWD, path, text, (size_t) length);
}

void boot_id_read(char id[BOOT_ID_SIZE]) {
  id[0] = 0;
  cleanup_fd int file = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
  ssize_t length = file < 0 ? 0 : read(file, id, BOOT_ID_SIZE - 1);
  id[length > 0 ? length : 0] = 0;
  id[strcspn(id, "\n")] = 0;
}

uint64_t process_start_ticks(pid_t pid) {
  char text[1024];
  snprintf(text, sizeof text, "/proc/%d/stat", pid);
  cleanup_fd int file = open(text, O_RDONLY | O_CLOEXEC);
  ssize_t length = file < 0 ? 0 : read(file, text, sizeof text - 1);
  text[length > 0 ? length : 0] = 0;
  // The second field is the program's name in brackets, which may hold anything: counting starts behind it.
  char *at = strrchr(text, ')');
  for (int field = 2; at != NULL && field < 22; field++)
    at = strchr(at + 1, ' ');
  return at == NULL ? 0 : strtoull(at, NULL, 10);
}

uint64_t wall_time(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (uint64_t) now.tv_sec * 1000000000u + (uint64_t) now.tv_nsec;
}
