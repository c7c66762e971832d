#include "probe.h"

#include <errno.h>
#include <linux/capability.h>
#include <linux/keyctl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

extern char **environ;

static void tell_lines(const char *section, const char *path) {
  char *text = text_of(path);
  char *rest = NULL;
  for (char *line = strtok_r(text, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
    char *colon = strchr(line, ':');
    if (colon != NULL)
      *colon = 0;
    say(section, line, "%s", colon != NULL ? colon + 1 + strspn(colon + 1, " \t") : "");
  }
  free(text);
}

static void tell_limits(void) {
  char *text = text_of("/proc/self/limits");
  char *rest = NULL;
  for (char *line = strtok_r(text, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
    char name[27] = {0};
    snprintf(name, sizeof name, "%.25s", line);
    char *values = line + strlen(name);
    name[strcspn(name, " ") < 25 ? 25 : 0] = 0;
    for (size_t end = strlen(name); end > 0 && name[end - 1] == ' '; end--)
      name[end - 1] = 0;
    say("limit", name, "%s", values + strspn(values, " "));
  }
  free(text);
}

static void tell_link(const char *section, const char *path) {
  char target[4096] = {0};
  if (readlink(path, target, sizeof target - 1) < 0)
    snprintf(target, sizeof target, "%s", strerrorname_np(errno));
  say(section, path, "%s", target);
}

static void tell_descriptors(void) {
  for (int fd = 0; fd < 256; fd++) {
    struct stat status;
    if (fstat(fd, &status) < 0)
      continue;
    char path[40], target[256] = {0}, key[16];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    if (readlink(path, target, sizeof target - 1) < 0)
      snprintf(target, sizeof target, "%s", strerrorname_np(errno));
    snprintf(key, sizeof key, "%d", fd);
    target[strcspn(target, "[")] = 0;
    say("descriptor", key, "%s mode=%o owner=%u:%u tty=%s", target, status.st_mode, status.st_uid, status.st_gid, isatty(fd) ? "yes" : "no");
  }
}

static void tell_namespaces(void) {
  static const char *const names[] = {"cgroup", "ipc", "mnt", "net", "pid", "pid_for_children", "time", "user", "uts"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    char path[60];
    snprintf(path, sizeof path, "/proc/self/ns/%s", names[i]);
    tell_link("namespace", path);
  }
}

static void tell_keyring(void) {
  char description[300] = {0};
  long id = syscall(SYS_keyctl, KEYCTL_GET_KEYRING_ID, -3, 0);
  if (id < 0)
    snprintf(description, sizeof description, "%s", strerrorname_np(errno));
  else if (syscall(SYS_keyctl, KEYCTL_DESCRIBE, id, description, sizeof description) < 0)
    snprintf(description, sizeof description, "%s", strerrorname_np(errno));
  say("process", "session keyring", "%s", description);
}

static void tell_capabilities(void) {
  char bounding[64] = {0};
  for (int i = 0; i < 41; i++)
    bounding[i] = prctl(PR_CAPBSET_READ, i, 0, 0, 0) == 1 ? '1' : '0';
  say("process", "bounding set", "%s", bounding);
  say("process", "securebits", "%d", prctl(PR_GET_SECUREBITS, 0, 0, 0, 0));
  say("process", "dumpable", "%d", prctl(PR_GET_DUMPABLE, 0, 0, 0, 0));
  say("process", "no new privileges", "%d", prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0));
  say("process", "child subreaper", "%d", ({ int value = -1; prctl(PR_GET_CHILD_SUBREAPER, &value, 0, 0, 0); value; }));
  say("process", "parent's death signal", "%d", ({ int value = -1; prctl(PR_GET_PDEATHSIG, &value, 0, 0, 0); value; }));
  say("process", "timer slack", "%d", prctl(PR_GET_TIMERSLACK, 0, 0, 0, 0));
  say("process", "io flusher", "%d", prctl(PR_GET_IO_FLUSHER, 0, 0, 0, 0));
  say("process", "store bypass", "%d", prctl(PR_GET_SPECULATION_CTRL, PR_SPEC_STORE_BYPASS, 0, 0, 0));
  say("process", "indirect branch", "%d", prctl(PR_GET_SPECULATION_CTRL, PR_SPEC_INDIRECT_BRANCH, 0, 0, 0));
}

void tell_process(void) {
  struct utsname name;
  uname(&name);
  tell_lines("status", "/proc/self/status");
  tell_lines("status of 1", "/proc/1/status");
  tell_limits();
  for (char **each = environ; *each != NULL; each++) {
    char key[200] = {0};
    snprintf(key, sizeof key, "%.*s", (int) strcspn(*each, "="), *each);
    say("environment", key, "%s", *each + strcspn(*each, "="));
  }
  say("process", "order of the environment", "%s", environ[0] == NULL ? "" : environ[0]);
  tell_descriptors();
  tell_namespaces();
  tell_capabilities();
  tell_keyring();
  say("process", "host name", "%s", name.nodename);
  say("process", "domain name", "%s", name.domainname);
  say("process", "session, group, parent are its own", "%d %d %d", getsid(0) == getpid(), getpgid(0) == getpid(), getppid() == 0);
  say("process", "nice", "%d", getpriority(PRIO_PROCESS, 0));
  say("process", "scheduler", "%d", sched_getscheduler(0));
  say("process", "io priority", "%ld", syscall(SYS_ioprio_get, 1, 0));
  static const char *const files[] = {"oom_score_adj", "loginuid", "sessionid", "personality", "coredump_filter", "attr/current", "uid_map", "gid_map",
                                      "setgroups", "timens_offsets", "cgroup", "comm"};
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    char path[60];
    snprintf(path, sizeof path, "/proc/self/%s", files[i]);
    char *text = text_of(path);
    say("process", files[i], "%s", text);
    free(text);
  }
  tell_link("process", "/proc/self/cwd");
  tell_link("process", "/proc/self/root");
  tell_link("process", "/proc/1/root");
}
