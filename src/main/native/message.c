#include "message.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct writer message_begin(void *buffer, size_t size, enum message_type type, uint32_t request) {
  struct writer writer = {.data = buffer, .size = size, .used = MESSAGE_HEAD};
  uint16_t head[2] = {PROTOCOL_VERSION, (uint16_t) type};
  memcpy(writer.data, head, sizeof head);
  memcpy(writer.data + 4, &request, sizeof request);
  return writer;
}

int message_parse(const void *data, size_t length, struct message *message) {
  if (length < MESSAGE_HEAD)
    return -1;
  const unsigned char *bytes = data;
  uint16_t head[2];
  memcpy(head, bytes, sizeof head);
  if (head[0] != PROTOCOL_VERSION)
    return -1;
  message->type = head[1];
  memcpy(&message->request, bytes + 4, sizeof message->request);
  message->fields = (struct reader){.at = bytes + MESSAGE_HEAD, .end = bytes + length};
  struct reader check = message->fields;
  struct field field;
  int more;
  while ((more = next_field(&check, &field)) > 0)
    continue;
  return more;
}

int packet_send(int socket, const struct iovec *parts, int count, const int *fds, int fd_count) {
  union {
    struct cmsghdr align;
    char space[CMSG_SPACE(sizeof(int) * MESSAGE_FDS_MAX)];
  } control;
  struct msghdr header = {.msg_iov = (struct iovec *) parts, .msg_iovlen = (size_t) count};
  if (fd_count > MESSAGE_FDS_MAX) {
    errno = EINVAL;
    return -1;
  }
  if (fd_count > 0) {
    size_t size = sizeof(int) * (size_t) fd_count;
    header.msg_control = control.space;
    header.msg_controllen = CMSG_SPACE(size);
    memset(control.space, 0, header.msg_controllen);
    struct cmsghdr *rights = CMSG_FIRSTHDR(&header);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(size);
    memcpy(CMSG_DATA(rights), fds, size);
  }
  ssize_t sent;
  do
    sent = sendmsg(socket, &header, MSG_DONTWAIT | MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent < 0 ? -1 : 0;
}

static void close_all(const int *fds, int count) {
  for (int i = 0; i < count; i++)
    close(fds[i]);
}

ssize_t packet_receive(int socket, void *buffer, size_t size, int *fds, int *fd_count, bool wait) {
  union {
    struct cmsghdr align;
    char space[CMSG_SPACE(sizeof(int) * MESSAGE_FDS_MAX)];
  } control;
  struct iovec part = {.iov_base = buffer, .iov_len = size};
  struct msghdr header = {
      .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.space, .msg_controllen = sizeof control.space};
  int room = *fd_count;
  *fd_count = 0;
  ssize_t length;
  do
    length = recvmsg(socket, &header, MSG_CMSG_CLOEXEC | (wait ? 0 : MSG_DONTWAIT));
  // A peer that ends without having read all resets the line: told once, before what it had still sent.
  while (length < 0 && (errno == EINTR || errno == ECONNRESET));
  if (length < 0)
    return -1;
  for (struct cmsghdr *part_of = CMSG_FIRSTHDR(&header); part_of != NULL; part_of = CMSG_NXTHDR(&header, part_of)) {
    if (part_of->cmsg_level != SOL_SOCKET || part_of->cmsg_type != SCM_RIGHTS)
      continue;
    size_t count = (part_of->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    const unsigned char *data = CMSG_DATA(part_of);
    for (size_t i = 0; i < count; i++) {
      int fd;
      memcpy(&fd, data + i * sizeof fd, sizeof fd);
      if (*fd_count < room)
        fds[(*fd_count)++] = fd;
      else
        close(fd);
    }
  }
  if (header.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) {
    close_all(fds, *fd_count);
    *fd_count = 0;
    errno = EMSGSIZE;
    return -1;
  }
  return length;
}
