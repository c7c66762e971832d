#include "standby.h"
#include "cleanup.h"

#include <errno.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>

_Noreturn static void stand_by(int line, const struct spec *usual, const char boot_id[BOOT_ID_SIZE]) {
  prctl(PR_SET_NAME, "gantry-standby");
  struct monitor *monitor = monitor_new(&line, 1);
  struct error error;
  struct monitor_start start;
  if (monitor == NULL || ahead_make(&start.ahead, usual, &error) < 0)
    _exit(1);
  memcpy(start.boot_id, boot_id, sizeof start.boot_id);
  char letter;
  start.fd_count = MESSAGE_FDS_MAX;
  if (packet_receive(line, &letter, 1, start.fds, &start.fd_count, true) <= 0)
    _exit(0);
  close(line);
  monitor_run(monitor, &start);
}

int standby_make(struct standby *standby, const struct spec *usual, const char boot_id[BOOT_ID_SIZE]) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
    return -1;
  cleanup_fd int ours = ends[0];
  cleanup_fd int its = ends[1];
  pid_t pid = fork();
  if (pid < 0)
    return -1;
  if (pid == 0)
    stand_by(its, usual, boot_id);
  *standby = (struct standby){.pid = pid, .ticks = process_start_ticks(pid), .line = take_fd(&ours)};
  return 0;
}

int standby_use(struct standby *standby, const int *fds, int fd_count) {
  char letter = 'S';
  struct iovec part = {.iov_base = &letter, .iov_len = 1};
  int result = packet_send(standby->line, &part, 1, fds, fd_count);
  close_fd(&standby->line);
  return result;
}

void standby_dismiss(struct standby *standby) {
  close_fd(&standby->line);
  while (waitpid(standby->pid, NULL, 0) < 0 && errno == EINTR)
    continue;
}
