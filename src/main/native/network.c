#include "network.h"
#include "cleanup.h"

#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

static const char OWN[] = "/proc/self/ns/net";

int network_raise_loopback(struct error *error) {
  cleanup_fd int socket_fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  struct ifreq request = {.ifr_name = "lo", .ifr_flags = IFF_UP};
  if (socket_fd < 0 || ioctl(socket_fd, SIOCSIFFLAGS, &request) < 0)
    return fail(error, STAGE_NAMESPACE, errno, "bring up the loopback interface");
  return 0;
}

int network_new(struct error *error) {
  cleanup_fd int own = open(OWN, O_RDONLY | O_CLOEXEC);
  if (own < 0)
    return fail(error, STAGE_NAMESPACE, errno, "open %s", OWN);
  if (unshare(CLONE_NEWNET) < 0)
    return fail(error, STAGE_NAMESPACE, errno, "make a network namespace");
  cleanup_fd int made = network_raise_loopback(error) < 0 ? -1 : open(OWN, O_RDONLY | O_CLOEXEC);
  if (setns(own, CLONE_NEWNET) < 0)
    return fail(error, STAGE_NAMESPACE, errno, "go back to the host's network namespace");
  return take_fd(&made);
}
