#include "control.h"
#include "message.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

int control_pair(int ends[2]) {
  return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends);
}

int control_report(int control, const struct report *report, const int *fds, int fd_count) {
  struct iovec part = {.iov_base = (void *) report, .iov_len = sizeof *report};
  return packet_send(control, &part, 1, fds, fd_count);
}

int control_receive(int control, struct report *report, int fds[CONTROL_FDS], int *fd_count) {
  *fd_count = CONTROL_FDS;
  ssize_t length = packet_receive(control, report, sizeof *report, fds, fd_count, false);
  if (length <= 0)
    return (int) length;
  if (length != sizeof *report) {
    errno = EBADMSG;
    return -1;
  }
  return 1;
}

int control_tell(int control, char letter) {
  struct iovec part = {.iov_base = &letter, .iov_len = 1};
  return packet_send(control, &part, 1, NULL, 0);
}

int control_wait(int control, char letter) {
  char got;
  ssize_t length;
  do
    length = read(control, &got, 1);
  while (length < 0 && errno == EINTR);
  return length == 1 && got == letter ? 0 : -1;
}
