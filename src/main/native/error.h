// The one error object: which stage failed, the errno, and a sentence for people.
#pragma once

#include <stddef.h>
#include <stdint.h>

enum stage {
  STAGE_SPEC,
  STAGE_CGROUP,
  STAGE_CLONE,
  STAGE_NAMESPACE,
  STAGE_ROOTFS,
  STAGE_MOUNT,
  STAGE_DEVICE,
  STAGE_PIVOT,
  STAGE_HOSTNAME,
  STAGE_SYSCTL,
  STAGE_CONSOLE,
  STAGE_RLIMIT,
  STAGE_USER,
  STAGE_CWD,
  STAGE_CAPABILITY,
  STAGE_SECCOMP,
  STAGE_EXEC,
  STAGE_MONITOR,
  STAGE_COUNT,
};

struct error {
  enum stage stage;
  int code;        // an errno, or 0 where the kernel has no number for it
  char text[400];
};

const char *stage_name(enum stage stage);

// Records a failure and returns -1. With a code, its description is added: "mount proc on /proc: Operation not permitted".
int fail(struct error *error, enum stage stage, int code, const char *format, ...) __attribute__((format(printf, 4, 5)));

// As fail, but the text stays as it is given.
int fail_plain(struct error *error, enum stage stage, int code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
