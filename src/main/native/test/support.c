// Checks, and the world that the tests share: a folder, a layer, a spawner.
#include "support.h"
#include "../cleanup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

const char *const CONTROLLER_NAMES[CONTROLLERS] = {"cpu", "cpuacct", "cpuset", "memory", "devices", "freezer", "blkio", "pids"};

uint64_t now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t) now.tv_sec * 1000000000u + (uint64_t) now.tv_nsec;
}

bool check_that(struct world *world, bool condition, const char *text, const char *file, int line) {
  if (!condition) {
    world->tally.bad = true;
    printf("    %s:%d: not so: %s\n", file, line, text);
  }
  return condition;
}

bool check_text(struct world *world, const char *actual, const char *expected, const char *file, int line) {
  if (actual != NULL && strcmp(actual, expected) == 0)
    return true;
  world->tally.bad = true;
  printf("    %s:%d: expected «%s», was «%s»\n", file, line, expected, actual == NULL ? "(nothing)" : actual);
  return false;
}

bool check_number(struct world *world, long long actual, long long expected, const char *text, const char *file, int line) {
  if (actual == expected)
    return true;
  world->tally.bad = true;
  printf("    %s:%d: %s: expected %lld, was %lld\n", file, line, text, expected, actual);
  return false;
}

void test(struct world *world, const char *sentence, void (*body)(struct world *)) {
  if (world->tally.only != NULL && strstr(sentence, world->tally.only) == NULL)
    return;
  world->tally.bad = false;
  body(world);
  if (world->tally.bad)
    world->tally.failed++;
  else
    world->tally.passed++;
  printf("%s %s\n", world->tally.bad ? "FAIL" : "ok  ", sentence);
  fflush(stdout);
}

bool eventually(bool (*holds)(void *), void *argument) {
  for (int i = 0; i < 2000; i++) {
    if (holds(argument))
      return true;
    usleep(2000);
  }
  return false;
}

bool is_gone(void *pid) {
  while (waitpid(-1, NULL, WNOHANG) > 0)
    continue;
  return kill(*(pid_t *) pid, 0) < 0;
}

char *read_text(const char *path) {
  cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return NULL;
  char *text = malloc(1 << 20);
  size_t used = 0;
  ssize_t length;
  while (used < (1 << 20) - 1 && (length = read(fd, text + used, (1 << 20) - 1 - used)) > 0)
    used += (size_t) length;
  text[used] = 0;
  return text;
}

void write_text(const char *path, const char *text) {
  cleanup_fd int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0 || write(fd, text, strlen(text)) < 0)
    printf("    cannot write %s: %s\n", path, strerror(errno));
}

static void remove_tree(int parent, const char *name) {
  int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0) {
    unlinkat(parent, name, 0);
    return;
  }
  DIR *directory = fdopendir(fd);
  struct dirent *entry;
  while ((entry = readdir(directory)) != NULL)
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
      remove_tree(fd, entry->d_name);
  closedir(directory);
  unlinkat(parent, name, AT_REMOVEDIR);
}

// ---- standbys

static bool is_standby_of(const char *pid, pid_t spawner) {
  char path[300];
  snprintf(path, sizeof path, "/proc/%s/stat", pid);
  cleanup_memory char *stat = read_text(path);
  if (stat == NULL || strstr(stat, "(gantry-standby)") == NULL)
    return false;
  char *parent = strrchr(stat, ')') + 4;
  return atoi(parent) == spawner;
}

static int find_standbys(struct standbys *standbys) {
  standbys->count = 0;
  DIR *processes = opendir("/proc");
  for (struct dirent *entry; (entry = readdir(processes)) != NULL && standbys->count < 8;)
    if (atoi(entry->d_name) > 0 && is_standby_of(entry->d_name, standbys->spawner))
      standbys->pids[standbys->count++] = atoi(entry->d_name);
  closedir(processes);
  return standbys->count;
}

bool standbys_wait(void *standbys) {
  return find_standbys(standbys) == STANDBYS;
}

bool standbys_gone(void *standbys) {
  return find_standbys(standbys) == 0;
}

// ---- world

static void make_layer(struct world *world) {
  char path[256];
  static const char *const folders[] = {"", "/bin", "/etc", "/proc", "/sys", "/dev", "/tmp", "/root"};
  for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
    snprintf(path, sizeof path, "%s%s", world->layer, folders[i]);
    mkdir(path, 0755);
  }
  snprintf(path, sizeof path, "%s/bin/busybox", world->layer);
  cleanup_fd int from = open("/bin/busybox", O_RDONLY | O_CLOEXEC);
  cleanup_fd int to = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0755);
  while (copy_file_range(from, NULL, to, NULL, 1 << 24, 0) > 0)
    continue;
  static const char *const tools[] = {"sh", "cat", "ls", "id", "echo", "sleep", "true", "false", "grep", "head", "kill", "dd",
                                      "stty", "hostname", "mount", "umount", "chmod", "readlink", "wc", "seq", "touch", "env", "ps", "test", "mkdir", "stat", "tty", "dmesg", "printf", "yes", "nc", "ip", "tr"};
  for (size_t i = 0; i < sizeof tools / sizeof *tools; i++) {
    snprintf(path, sizeof path, "%s/bin/%s", world->layer, tools[i]);
    if (symlink("busybox", path) < 0 && errno != EEXIST)
      printf("    cannot link %s\n", path);
  }
  snprintf(path, sizeof path, "%s/etc/passwd", world->layer);
  write_text(path, "root:x:0:0:root:/root:/bin/sh\nalice:x:1001:1002:Alice:/home/alice:/bin/sh\n1000:x:7:7:a number:/:/bin/sh\nbad:x:4294967296:0::/:\n");
  snprintf(path, sizeof path, "%s/etc/group", world->layer);
  write_text(path, "root:x:0:root\nwheel:x:10:root,alice\nalice:x:1002:\naudio:x:29:alice\n");
}

void spawner_start(struct world *world) {
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0)
    return;
  int memory = memfd_create("gantry-runner", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  cleanup_fd int binary = open(world->runner, O_RDONLY | O_CLOEXEC);
  char buffer[65536];
  ssize_t length;
  while ((length = read(binary, buffer, sizeof buffer)) > 0)
    if (write(memory, buffer, (size_t) length) != length)
      return;
  fcntl(memory, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL);
  world->spawner_pid = fork();
  if (world->spawner_pid == 0) {
    if (pair[1] == 3)
      fcntl(3, F_SETFD, 0);
    else
      dup2(pair[1], 3);
    fexecve(memory, (char *[]) {"gantry-runner", "spawner", NULL}, environ);
    _exit(127);
  }
  close(memory);
  close(pair[1]);
  world->spawner = pair[0];
}

void spawner_stop(struct world *world) {
  close_fd(&world->spawner);
  waitpid(world->spawner_pid, NULL, 0);
}

void world_open(struct world *world, const char *runner) {
  world->runner = runner;
  snprintf(world->folder, sizeof world->folder, "/tmp/gantry-ctest-%d", getpid());
  snprintf(world->layer, sizeof world->layer, "%s/layer", world->folder);
  mkdir(world->folder, 0755);
  make_layer(world);
  prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
  spawner_start(world);
}

void world_close(struct world *world) {
  if (world->spawner >= 0)
    spawner_stop(world);
  while (waitpid(-1, NULL, WNOHANG) > 0)
    continue;
  remove_tree(AT_FDCWD, world->folder);
  for (int i = 0; i < CONTROLLERS; i++)
    for (int number = 0; number <= world->number; number++) {
      char path[160];
      snprintf(path, sizeof path, "/sys/fs/cgroup/%s/gantry-ctest-%d-%d", CONTROLLER_NAMES[i], getpid(), number);
      rmdir(path);
    }
}
