#include "error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *stage_name(enum stage stage) {
  static const char *const names[STAGE_COUNT] = {
      [STAGE_SPEC] = "spec",         [STAGE_CGROUP] = "cgroup",         [STAGE_CLONE] = "clone",
      [STAGE_NAMESPACE] = "namespace", [STAGE_ROOTFS] = "rootfs",       [STAGE_MOUNT] = "mount",
      [STAGE_DEVICE] = "device",     [STAGE_PIVOT] = "pivot",           [STAGE_HOSTNAME] = "hostname",
      [STAGE_SYSCTL] = "sysctl",     [STAGE_CONSOLE] = "console",       [STAGE_RLIMIT] = "rlimit",
      [STAGE_USER] = "user",         [STAGE_CWD] = "cwd",               [STAGE_CAPABILITY] = "capability",
      [STAGE_SECCOMP] = "seccomp",   [STAGE_EXEC] = "exec",             [STAGE_MONITOR] = "monitor",
  };
  return stage < STAGE_COUNT ? names[stage] : "monitor";
}

static void set(struct error *error, enum stage stage, int code, const char *format, va_list arguments) {
  error->stage = stage;
  error->code = code;
  vsnprintf(error->text, sizeof error->text, format, arguments);
}

int fail(struct error *error, enum stage stage, int code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  set(error, stage, code, format, arguments);
  va_end(arguments);
  if (code != 0) {
    const char *description = strerrordesc_np(code);
    size_t used = strlen(error->text);
    if (description != NULL)
      snprintf(error->text + used, sizeof error->text - used, ": %s", description);
    else
      snprintf(error->text + used, sizeof error->text - used, ": error %d", code);
  }
  return -1;
}

int fail_plain(struct error *error, enum stage stage, int code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  set(error, stage, code, format, arguments);
  va_end(arguments);
  return -1;
}
