// gantry-init: pid 1 of a container run with --init. It starts the program, passes signals on to it, reaps every orphan,
// and ends with the program's code.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

// Faults of our own can't be passed on; a stopped init would stop the container for good.
static const int KEPT[] = {SIGFPE, SIGILL, SIGSEGV, SIGBUS, SIGABRT, SIGTRAP, SIGSYS, SIGTTIN, SIGTTOU};

static void choose_signals(sigset_t *passed) {
  sigfillset(passed);
  for (size_t i = 0; i < sizeof KEPT / sizeof *KEPT; i++)
    sigdelset(passed, KEPT[i]);
}

_Noreturn static void run(char **arguments, const sigset_t *original) {
  // A group of its own that owns the terminal, as a shell would give it: then ^C reaches it and not us.
  setpgid(0, 0);
  if (isatty(0)) {
    signal(SIGTTOU, SIG_IGN);
    tcsetpgrp(0, getpid());
    signal(SIGTTOU, SIG_DFL);
  }
  sigprocmask(SIG_SETMASK, original, NULL);
  execvp(arguments[0], arguments);
  int code = errno;
  dprintf(2, "gantry-init: %s: %s\n", arguments[0], strerror(code));
  _exit(code == ENOENT ? 127 : 126);
}

static int code_of(int status) {
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

// The program's exit code once it has ended, else -1.
static int reap(pid_t program) {
  int result = -1;
  int status;
  pid_t pid;
  while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
    if (pid == program)
      result = code_of(status);
  return result;
}

int main(int count, char **arguments) {
  // "--" parts our name from the program, as other inits have it.
  int first = count > 1 && strcmp(arguments[1], "--") == 0 ? 2 : 1;
  if (count <= first) {
    dprintf(2, "usage: gantry-init [--] program [argument…]\n");
    return 2;
  }
  sigset_t passed, original;
  choose_signals(&passed);
  sigprocmask(SIG_SETMASK, &passed, &original);
  pid_t program = fork();
  if (program < 0) {
    dprintf(2, "gantry-init: fork: %s\n", strerror(errno));
    return 1;
  }
  if (program == 0)
    run(arguments + first, &original);
  for (;;) {
    int signal_number = sigwaitinfo(&passed, NULL);
    if (signal_number == SIGCHLD) {
      int code = reap(program);
      if (code >= 0)
        return code;
    } else if (signal_number > 0) {
      // To the program alone, as the engine's own pid 1 would get it; ESRCH means that its SIGCHLD is under way.
      kill(program, signal_number);
    }
  }
}
