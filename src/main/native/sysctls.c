#include "sysctls.h"
#include "cleanup.h"
#include "kernel.h"
#include "newmount.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

// net.ipv4.ip_forward is sys/net/ipv4/ip_forward. In a key that has slashes they part it and dots belong to names,
// as sysctl(8) reads them (net/ipv4/conf/eth0.100/forwarding).
static int key_path(const char *setting, size_t length, char path[PATH_MAX]) {
  int used = snprintf(path, PATH_MAX, "sys/%.*s", (int) length, setting);
  if (used < 0 || used >= PATH_MAX)
    return -1;
  if (memchr(setting, '/', length) == NULL)
    for (char *at = path; *at != 0; at++)
      if (*at == '.')
        *at = '/';
  return 0;
}

static int write_one(int proc, const char *setting) {
  const char *value = strchr(setting, '=');
  char path[PATH_MAX];
  if (value == NULL || key_path(setting, (size_t) (value - setting), path) < 0) {
    errno = EINVAL;
    return -1;
  }
  value++;
  cleanup_fd int fd = sys_openat2(proc, path, O_WRONLY | O_CLOEXEC, 0,
                                  RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_XDEV);
  if (fd < 0)
    return -1;
  return write(fd, value, strlen(value)) == (ssize_t) strlen(value) ? 0 : -1;
}

int sysctls_write(const struct spec *spec, struct error *error) {
  if (spec->sysctls.count == 0)
    return 0;
  char detail[80];
  cleanup_fd int proc = mount_new("proc", "proc", 0, NULL, detail, sizeof detail);
  if (proc < 0)
    return fail(error, STAGE_SYSCTL, errno, "open proc for the sysctls");
  for (size_t i = 0; i < spec->sysctls.count; i++)
    if (write_one(proc, spec->sysctls.items[i]) < 0)
      return fail(error, STAGE_SYSCTL, errno, "set %s", spec->sysctls.items[i]);
  return 0;
}
