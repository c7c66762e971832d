// System calls that the C library has no function for.
#pragma once

#include <linux/openat2.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static inline int sys_openat2(int directory, const char *path, uint64_t flags, uint64_t mode, uint64_t resolve) {
  struct open_how how = {.flags = flags, .mode = mode, .resolve = resolve};
  return (int) syscall(SYS_openat2, directory, path, &how, sizeof how);
}

// Like fork: without a stack of its own the child goes on here, on a copy of this one.
static inline pid_t sys_clone3(struct clone_args *arguments) {
  return (pid_t) syscall(SYS_clone3, arguments, sizeof *arguments);
}

static inline int sys_pidfd_open(pid_t pid) {
  return (int) syscall(SYS_pidfd_open, pid, 0);
}

static inline int sys_pidfd_send_signal(int pidfd, int signal) {
  return (int) syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0);
}

static inline int sys_pivot_root(const char *root, const char *old) {
  return (int) syscall(SYS_pivot_root, root, old);
}
