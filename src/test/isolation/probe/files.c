#include "probe.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>
#include <unistd.h>

static const char *opened(const char *path, int flags) {
  int fd = open(path, flags | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (fd < 0)
    return strerrorname_np(errno);
  close(fd);
  return "yes";
}

static void describe(const char *path, const struct stat *status, char *text, size_t size) {
  char target[1024] = {0};
  int used = snprintf(text, size, "%o %u:%u", status->st_mode, status->st_uid, status->st_gid);
  if (S_ISLNK(status->st_mode) && readlink(path, target, sizeof target - 1) >= 0)
    snprintf(text + used, size - (size_t) used, " -> %s", target);
  else if (S_ISCHR(status->st_mode) || S_ISBLK(status->st_mode))
    snprintf(text + used, size - (size_t) used, " device %u:%u", major(status->st_rdev), minor(status->st_rdev));
}

static int is_number(const char *name) {
  return name[strspn(name, "0123456789")] == 0;
}

// Calls visit for all below the folder; a folder is entered if visit says so.
static void walk(const char *folder, int depth, int (*visit)(const char *path, const struct stat *status, int depth)) {
  DIR *directory = opendir(folder);
  if (directory == NULL)
    return;
  struct dirent *entry;
  while ((entry = readdir(directory)) != NULL) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
      continue;
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", strcmp(folder, "/") == 0 ? "" : folder, entry->d_name);
    struct stat status;
    if (lstat(path, &status) == 0 && visit(path, &status, depth) && S_ISDIR(status.st_mode))
      walk(path, depth + 1, visit);
  }
  closedir(directory);
}

static int visit_root(const char *path, const struct stat *status, int depth) {
  char text[1200];
  describe(path, status, text, sizeof text);
  say("root", path, "%s", text);
  return depth == 0 && strcmp(path, "/etc") == 0;
}

static int visit_dev(const char *path, const struct stat *status, int depth) {
  (void) depth;
  char text[1200];
  describe(path, status, text, sizeof text);
  say("dev", path, "%s", text);
  return 1;
}

// Opened, but neither read nor written: some of these files act when they are.
static int visit_proc(const char *path, const struct stat *status, int depth) {
  if (depth == 0 && (is_number(path + 6) || strcmp(path, "/proc/sys") == 0))
    return 0;
  char text[1200];
  describe(path, status, text, sizeof text);
  if (S_ISREG(status->st_mode) || S_ISCHR(status->st_mode))
    say("proc", path, "%s read=%s write=%s", text, opened(path, O_RDONLY), opened(path, O_WRONLY));
  else
    say("proc", path, "%s", text);
  return 1;
}

static int visit_sysctl(const char *path, const struct stat *status, int depth) {
  (void) depth;
  if (!S_ISREG(status->st_mode))
    return 1;
  char *text = status->st_mode & 0444 ? text_of(path) : strdup("(not readable)");
  say("sysctl", path + strlen("/proc/sys/"), "%s", text);
  say("sysctl access", path + strlen("/proc/sys/"), "%o write=%s", status->st_mode, opened(path, O_WRONLY));
  free(text);
  return 1;
}

static int visit_sys(const char *path, const struct stat *status, int depth) {
  if (strcmp(path, "/sys/fs/cgroup") == 0)
    return 0;
  char text[1200];
  describe(path, status, text, sizeof text);
  if (depth < 2)
    say("sys", path, "%s", text);
  if (S_ISREG(status->st_mode) && status->st_mode & 0222 && strcmp(opened(path, O_WRONLY), "yes") == 0)
    say("sys writable", path, "yes");
  return 1;
}

static int visit_cgroup(const char *path, const struct stat *status, int depth) {
  (void) depth;
  char text[1200];
  describe(path, status, text, sizeof text);
  say("cgroup file", path, "%s", text);
  if (S_ISREG(status->st_mode)) {
    char *content = status->st_mode & 0444 ? text_of(path) : strdup("(not readable)");
    say("cgroup value", path, "%s", content);
    say("cgroup write", path, "%s", status->st_mode & 0222 ? opened(path, O_WRONLY) : "no");
    free(content);
  }
  return 1;
}

static void tell_mounts(void) {
  FILE *file = fopen("/proc/self/mountinfo", "re");
  char *line = NULL;
  size_t room = 0;
  for (int number = 0; file != NULL && getline(&line, &room, file) > 0; number++) {
    char key[12];
    snprintf(key, sizeof key, "%d", number);
    line[strcspn(line, "\n")] = 0;
    say("mountinfo", key, "%s", line);
  }
  free(line);
  if (file != NULL)
    fclose(file);
}

// What a mask leaves: of a folder the number of entries, of a file its kind and what can be done with it.
static void tell_masks(void) {
  static const char *const paths[] = {
      "/proc/acpi", "/proc/asound", "/proc/interrupts", "/proc/kcore", "/proc/keys", "/proc/latency_stats", "/proc/sched_debug", "/proc/scsi",
      "/proc/timer_list", "/proc/timer_stats", "/sys/firmware", "/sys/devices/virtual/powercap", "/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys",
      "/proc/sysrq-trigger", "/proc/kallsyms", "/proc/kmsg", "/proc/kpagecount", "/proc/modules", "/sys/kernel/security", "/sys/kernel/debug",
      "/sys/kernel/tracing", "/sys/fs/bpf", "/sys/fs/pstore", "/sys/fs/cgroup", "/dev/shm", "/dev/mqueue", "/dev/pts"};
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
    struct stat status;
    struct statfs system;
    if (lstat(paths[i], &status) < 0 || statfs(paths[i], &system) < 0) {
      say("path", paths[i], "%s", strerrorname_np(errno));
    } else if (S_ISDIR(status.st_mode)) {
      int count = -2;
      DIR *directory = opendir(paths[i]);
      while (directory != NULL && readdir(directory) != NULL)
        count++;
      if (directory != NULL)
        closedir(directory);
      say("path", paths[i], "folder %o, file system %lx, %s, %s", status.st_mode, (unsigned long) system.f_type,
          count == 0 ? "empty" : count < 0 ? "closed" : "with entries", access(paths[i], W_OK) == 0 ? "writable" : strerrorname_np(errno));
    } else {
      char text[1200];
      describe(paths[i], &status, text, sizeof text);
      say("path", paths[i], "%s, read %s, write %s", text, opened(paths[i], O_RDONLY), opened(paths[i], O_WRONLY));
    }
  }
}

void tell_files(void) {
  static const char *const texts[] = {"/etc/hosts", "/etc/hostname", "/etc/resolv.conf", "/proc/self/cgroup", "/proc/net/dev", "/proc/net/route",
                                      "/proc/net/if_inet6", "/proc/swaps", "/proc/cmdline"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    char *text = text_of(texts[i]);
    say("text", texts[i], "%s", text);
    free(text);
  }
  tell_mounts();
  tell_masks();
  walk("/", 0, visit_root);
  walk("/dev", 0, visit_dev);
  walk("/proc", 0, visit_proc);
  walk("/proc/sys", 0, visit_sysctl);
  walk("/sys", 0, visit_sys);
  walk("/sys/fs/cgroup", 0, visit_cgroup);
}
