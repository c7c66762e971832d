#include "cgroup.h"
#include "cleanup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { PROCS_PASSES = 16, DEPTH_MAX = 32 };

static int write_file(int directory, const char *file, const char *value) {
  cleanup_fd int fd = openat(directory, file, O_WRONLY | O_CLOEXEC);
  if (fd < 0)
    return -1;
  size_t length = strlen(value);
  return write(fd, value, length) == (ssize_t) length ? 0 : -1;
}

// Values for one file follow each other (the device rules do), so a file stays open until the next one comes.
static int write_values(const struct spec_cgroup *cgroup, int directory, struct error *error) {
  cleanup_fd int file = -1;
  const char *opened = NULL;
  for (size_t i = 0; i < cgroup->write_count; i++) {
    const struct spec_write *each = &cgroup->writes[i];
    if (opened == NULL || strcmp(opened, each->file) != 0) {
      close_fd(&file);
      file = openat(directory, each->file, O_WRONLY | O_CLOEXEC);
      opened = each->file;
    }
    size_t length = strlen(each->value);
    if ((file < 0 || write(file, each->value, length) != (ssize_t) length) && !each->optional)
      return fail(error, STAGE_CGROUP, errno, "write %s to %s/%s", each->value, cgroup->path, each->file);
  }
  return 0;
}

static int make_one(const struct spec_cgroup *cgroup, struct error *error) {
  if (mkdir(cgroup->path, 0755) < 0 && errno != EEXIST)
    return fail(error, STAGE_CGROUP, errno, "make the cgroup %s", cgroup->path);
  if (cgroup->write_count == 0)
    return 0;
  cleanup_fd int directory = open(cgroup->path, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0)
    return fail(error, STAGE_CGROUP, errno, "open the cgroup %s", cgroup->path);
  return write_values(cgroup, directory, error);
}

int cgroup_make(const struct spec *spec, bool unified, struct error *error) {
  for (size_t i = 0; i < spec->cgroup_count; i++) {
    const struct spec_cgroup *cgroup = &spec->cgroups[i];
    if (cgroup->unified == unified && !cgroup->join_only && make_one(cgroup, error) < 0)
      return -1;
  }
  return 0;
}

int cgroup_open_unified(const struct spec *spec, struct error *error) {
  error->code = 0;
  for (size_t i = 0; i < spec->cgroup_count; i++) {
    if (!spec->cgroups[i].unified)
      continue;
    int fd = open(spec->cgroups[i].path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
      return fail(error, STAGE_CGROUP, errno, "open the cgroup %s", spec->cgroups[i].path);
    return fd;
  }
  return -1;
}

// "tasks" and not "cgroup.procs": only there the kernel knows that one thread moves itself and nothing else.
static int open_tasks(const char *cgroup) {
  char path[PATH_MAX];
  if (snprintf(path, sizeof path, "%s/tasks", cgroup) < (int) sizeof path)
    return open(path, O_WRONLY | O_CLOEXEC);
  errno = ENAMETOOLONG;
  return -1;
}

int cgroup_open_joins(const struct spec *spec, int *fds, struct error *error) {
  int count = 0;
  for (size_t i = 0; i < spec->cgroup_count; i++) {
    if (spec->cgroups[i].unified)
      continue;
    int fd = open_tasks(spec->cgroups[i].path);
    if (fd < 0) {
      int code = errno;
      while (count > 0)
        close(fds[--count]);
      return fail(error, STAGE_CGROUP, code, "open the cgroup %s", spec->cgroups[i].path);
    }
    fds[count++] = fd;
  }
  return count;
}

int cgroup_join(const int *fds, int count, struct error *error) {
  for (int i = 0; i < count; i++)
    if (write(fds[i], "0", 1) != 1)
      return fail(error, STAGE_CGROUP, errno, "join the cgroup %d of %d", i + 1, count);
  return 0;
}

// One pass over cgroup.procs; the number of processes that were there, or -1.
static int kill_listed(int directory) {
  cleanup_fd int procs = openat(directory, "cgroup.procs", O_RDONLY | O_CLOEXEC);
  FILE *lines = procs < 0 ? NULL : fdopen(procs, "re");
  if (lines == NULL)
    return -1;
  procs = -1;
  int found = 0;
  int pid;
  while (fscanf(lines, "%d", &pid) == 1) {
    found++;
    // 0 is a process outside of our pid namespace; kill(0) would be ourselves.
    if (pid > 1)
      kill(pid, SIGKILL);
  }
  fclose(lines);
  return found;
}

typedef int visit(int directory);

// Calls visit for every cgroup below (a container may have made some), the innermost first. The sum of what it gave.
static int for_each_below(int directory, visit *visitor, bool remove, int depth) {
  int listed = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *entries = listed < 0 || depth == 0 ? NULL : fdopendir(listed);
  if (entries == NULL) {
    if (listed >= 0)
      close(listed);
    return 0;
  }
  int sum = 0;
  struct dirent *entry;
  while ((entry = readdir(entries)) != NULL) {
    if (entry->d_type != DT_DIR || entry->d_name[0] == '.')
      continue;
    cleanup_fd int child = openat(directory, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (child < 0)
      continue;
    sum += for_each_below(child, visitor, remove, depth - 1);
    if (visitor != NULL)
      sum += visitor(child);
    if (remove)
      unlinkat(directory, entry->d_name, AT_REMOVEDIR);
  }
  closedir(entries);
  return sum;
}

static int kill_once(int directory) {
  int found = kill_listed(directory);
  return (found > 0 ? found : 0) + for_each_below(directory, kill_listed, false, DEPTH_MAX);
}

int cgroup_kill_rest(const struct spec *spec) {
  for (size_t i = 0; i < spec->cgroup_count; i++) {
    if (!spec->cgroups[i].kill)
      continue;
    cleanup_fd int directory = open(spec->cgroups[i].path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0)
      return 0;
    write_file(directory, "cgroup.kill", "1");
    // A fork bomb makes new ones while the list is read: again until a pass finds no one.
    int found = 1;
    for (int pass = 0; found > 0 && pass < PROCS_PASSES; pass++)
      found = kill_once(directory);
    return found > 0 ? 1 : 0;
  }
  return 0;
}

static int remove_one(const char *path) {
  if (rmdir(path) == 0 || errno == ENOENT)
    return 0;
  cleanup_fd int directory = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (directory >= 0)
    for_each_below(directory, NULL, true, DEPTH_MAX);
  return rmdir(path) == 0 || errno == ENOENT ? 0 : 1;
}

int cgroup_remove(const struct spec *spec) {
  int busy = 0;
  for (size_t i = 0; i < spec->cgroup_count; i++)
    if (!spec->cgroups[i].join_only && remove_one(spec->cgroups[i].path) != 0)
      busy = 1;
  return busy;
}

uint64_t cgroup_oom_kills(const struct spec *spec) {
  if (spec->oom_file == NULL)
    return 0;
  cleanup_fd int fd = open(spec->oom_file, O_RDONLY | O_CLOEXEC);
  char text[1024];
  ssize_t length = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
  if (length <= 0)
    return 0;
  text[length] = 0;
  static const char key[] = "oom_kill ";
  for (char *line = text; line != NULL; line = strchr(line, '\n')) {
    if (*line == '\n')
      line++;
    if (strncmp(line, key, strlen(key)) == 0)
      return strtoull(line + strlen(key), NULL, 10);
  }
  return 0;
}
