#include "process.h"
#include "cleanup.h"
#include "control.h"
#include "devices.h"
#include "execute.h"
#include "inroot.h"
#include "privileges.h"
#include "users.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/close_range.h>
#include <linux/keyctl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>

void process_begin(void) {
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  struct sigaction plain = {.sa_handler = SIG_DFL};
  for (int signal = 1; signal <= SIGSYS; signal++)
    sigaction(signal, &plain, NULL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  umask(0);
}

_Noreturn void process_fail(const struct launch *launch, const struct error *error) {
  struct report report = {.kind = REPORT_ERROR, .error = *error};
  control_report(launch->control, &report, NULL, 0);
  _exit(127);
}

// The stdin of a process that has none. A stranger's /dev/null is opened so that it can't make us wait, and taken
// only if it is the device; else the monitor's, which is our 0 already, stays.
static int open_null(int root) {
  cleanup_fd int fd = inroot_open_plain(root, "/dev/null", O_RDWR | O_NONBLOCK | O_NOCTTY);
  struct stat status;
  if (fd < 0 || fstat(fd, &status) < 0 || !S_ISCHR(status.st_mode) || status.st_rdev != makedev(1, 3))
    return -1;
  if (fcntl(fd, F_SETFL, 0) < 0)
    return -1;
  return take_fd(&fd);
}

// The user must be able to reopen its streams by /dev/stdout; a pipe or a terminal is ours to give away.
static int place(int from, int to, const struct identity *identity) {
  if (from < 0)
    return 0;
  if (dup2(from, to) < 0)
    return -1;
  return fchown(to, identity->uid, (gid_t) -1);
}

static int set_streams(const struct launch *launch, const struct terminal *terminal, int null,
                       const struct identity *identity, struct error *error) {
  if (terminal->slave >= 0) {
    if (terminal_control(terminal->slave, error) < 0)
      return -1;
    for (int stream = 0; stream < 3; stream++)
      if (place(terminal->slave, stream, identity) < 0)
        return fail(error, STAGE_CONSOLE, errno, "make the terminal stream %d", stream);
    return 0;
  }
  if (launch->input < 0 && null >= 0 && dup2(null, 0) < 0)
    return fail(error, STAGE_CONSOLE, errno, "make /dev/null the standard input");
  if (place(launch->input, 0, identity) < 0 || place(launch->output, 1, identity) < 0 ||
      place(launch->error_output, 2, identity) < 0)
    return fail(error, STAGE_CONSOLE, errno, "set the standard streams");
  return 0;
}

static int enter_directory(const struct spec *spec, int root, struct error *error) {
  const char *path = spec->cwd != NULL ? spec->cwd : "/";
  // Links of /proc such as /proc/self/fd/N are not followed: they lead out of the container.
  cleanup_fd int directory = inroot_open(root, path, O_PATH | O_DIRECTORY);
  if (directory < 0 || fchdir(directory) < 0)
    return fail(error, STAGE_CWD, errno, "chdir to cwd (\"%s\")", path);
  // The library's getcwd would search its way up; the kernel's tells when there is no way from "/".
  char real[PATH_MAX];
  if (syscall(SYS_getcwd, real, sizeof real) < 0)
    return fail(error, STAGE_CWD, errno, "check the working directory %s", path);
  if (real[0] != '/')
    return fail(error, STAGE_CWD, 0, "the working directory %s is outside of the container", path);
  return 0;
}

// What follows the hold. A filter may allow little, so hardly a call is made after it but exec.
static int finish(const struct launch *launch, const struct terminal *terminal, int null,
                  const struct identity *identity, char *const *environment, struct error *error) {
  umask(022);
  if (setsid() < 0)
    return fail(error, STAGE_CONSOLE, errno, "begin a session");
  if (set_streams(launch, terminal, null, identity, error) < 0)
    return -1;
  if (close_range(3, ~0u, CLOSE_RANGE_CLOEXEC) < 0)
    return fail(error, STAGE_EXEC, errno, "mark the descriptors close-on-exec");
  if (privileges_drop(launch->spec, identity, error) < 0)
    return -1;
  return execute(launch->spec, environment, error);
}

static int report_ready(const struct launch *launch, int root, const struct terminal *terminal, struct error *error) {
  trace_mark(launch->trace, STEP_HELD);
  struct report report = {.kind = REPORT_READY, .trace = *launch->trace};
  int fds[CONTROL_FDS] = {root, terminal->master, terminal->slave};
  if (control_report(launch->control, &report, fds, terminal->master >= 0 ? 3 : 1) < 0)
    return fail(error, STAGE_MONITOR, errno, "report to the monitor");
  return 0;
}

_Noreturn void process_run(const struct launch *launch, int root, const struct terminal *terminal) {
  struct error error;
  struct identity identity;
  // A key of the host's session would be readable in the container. Kernels without keys have nothing to hide.
  syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, NULL);
  if (privileges_limit(launch->spec, &error) < 0 || users_resolve(launch->spec, root, &identity, &error) < 0 ||
      enter_directory(launch->spec, root, &error) < 0)
    process_fail(launch, &error);
  char **environment = execute_environment(launch->spec, identity.home);
  if (environment == NULL) {
    fail(&error, STAGE_EXEC, errno, "memory for the environment");
    process_fail(launch, &error);
  }
  int null = launch->input < 0 && terminal->slave < 0 ? open_null(root) : -1;
  if (report_ready(launch, root, terminal, &error) < 0)
    process_fail(launch, &error);
  if (control_wait(launch->control, CONTROL_GO) < 0)
    _exit(127);
  finish(launch, terminal, null, &identity, environment, &error);
  process_fail(launch, &error);
}
