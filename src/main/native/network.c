#include "network.h"
#include "cleanup.h"

#include <errno.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

int network_raise_loopback(struct error *error) {
  cleanup_fd int socket_fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  struct ifreq request = {.ifr_name = "lo", .ifr_flags = IFF_UP};
  if (socket_fd < 0 || ioctl(socket_fd, SIOCSIFFLAGS, &request) < 0)
    return fail(error, STAGE_NAMESPACE, errno, "bring up the loopback interface");
  return 0;
}
