// Plays the engine's part: starts what a spec says, hears the monitor, and reads what it left.
#include "support.h"
#include "../cleanup.h"
#include "../logformat.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int seal_spec(struct box *box) {
  uint32_t head[3] = {0x43505347, 1, (uint32_t) box->spec.used - 12};
  memcpy(box->data, head, sizeof head);
  int fd = memfd_create("spec", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (write(fd, box->data, box->spec.used) != (ssize_t) box->spec.used)
    return -1;
  fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL);
  return fd;
}

void spawner_set_up(struct world *world) {
  struct box usual;
  box_begin_bare(&usual, world, 0);
  box_ordinary_mounts(&usual);
  int spec = seal_spec(&usual);
  unsigned char buffer[16];
  struct writer setup = message_begin(buffer, sizeof buffer, MSG_SETUP, 1);
  struct iovec part = {.iov_base = setup.data, .iov_len = setup.used};
  CHECK(world, packet_send(world->spawner, &part, 1, &spec, 1) == 0);
  CHECK(world, recv(world->spawner, buffer, sizeof buffer, 0) > 0);
  close(spec);
  box_end(&usual);
}

static void remember(struct box *box, const struct message *message) {
  struct reader reader = message->fields;
  struct field field;
  bool bad = false;
  while (next_field(&reader, &field) > 0) {
    switch (field.tag) {
      case TAG_PID:
        if (message->type == MSG_READY || message->type == MSG_STATE)
          box->pid = (pid_t) field_u32(&field, &bad);
        if (message->type == MSG_FORKED)
          box->monitor = (pid_t) field_u32(&field, &bad);
        break;
      case TAG_ERRNO:
      case TAG_CODE: box->code = (int) field_u32(&field, &bad); break;
      case TAG_SIGNAL: box->signal = (int) field_u32(&field, &bad); break;
      case TAG_STAGE: snprintf(box->stage, sizeof box->stage, "%.*s", (int) field.length, field.data); break;
      case TAG_TEXT: snprintf(box->text, sizeof box->text, "%.*s", (int) field.length, field.data); break;
      case TAG_FLAGS:
        if (message->type == MSG_EXIT)
          box->oom = (field_u64(&field, &bad) & 1) != 0;
        break;
      case TAG_LINE: box->line = field_u64(&field, &bad); break;
      case TAG_SEGMENT: box->segment = field_u64(&field, &bad); break;
      case TAG_OFFSET: box->offset = field_u64(&field, &bad); break;
      case TAG_DATA:
        box->output = realloc(box->output, box->output_length + field.length + 1);
        memcpy(box->output + box->output_length, field.data, field.length);
        box->output_length += field.length;
        box->output[box->output_length] = 0;
        break;
      default: break;
    }
  }
  if (message->type == MSG_INPUT_GONE)
    box->input_gone = true;
}

static int await_on(struct box *box, int socket, enum message_type type, struct message *found) {
  for (;;) {
    struct pollfd poll_fd = {.fd = socket, .events = POLLIN};
    if (poll(&poll_fd, 1, 10000) <= 0)
      return -1;
    int none = 0;
    ssize_t length = packet_receive(socket, box->message, sizeof box->message, NULL, &none, false);
    if (length <= 0 || message_parse(box->message, (size_t) length, found) < 0)
      return 0;
    remember(box, found);
    if (found->type == type)
      return 1;
  }
}

int box_await(struct box *box, enum message_type type, struct message *found) {
  struct message ignored;
  return box->pair < 0 ? 0 : await_on(box, box->pair, type, found != NULL ? found : &ignored);
}

// More descriptors than packet_send takes, which has no need for them.
static void send_start(int socket, const struct writer *message, const int *fds, int count) {
  union {
    struct cmsghdr align;
    char space[CMSG_SPACE(sizeof(int) * 80)];
  } control = {0};
  size_t size = sizeof(int) * (size_t) count;
  struct iovec part = {message->data, message->used};
  struct msghdr header = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control.space, .msg_controllen = CMSG_SPACE(size)};
  struct cmsghdr *rights = CMSG_FIRSTHDR(&header);
  rights->cmsg_level = SOL_SOCKET;
  rights->cmsg_type = SCM_RIGHTS;
  rights->cmsg_len = CMSG_LEN(size);
  memcpy(CMSG_DATA(rights), fds, size);
  sendmsg(socket, &header, MSG_NOSIGNAL);
}

bool box_fork(struct box *box) {
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0)
    return false;
  box->pair = pair[0];
  int fds[66] = {seal_spec(box), pair[1]};
  memcpy(fds + 2, box->fds, sizeof *fds * (size_t) box->fd_count);
  unsigned char buffer[64];
  struct writer start = message_begin(buffer, sizeof buffer, MSG_START, 7);
  if (box->start_flags != 0)
    put_u64(&start, TAG_FLAGS, box->start_flags);
  send_start(box->world->spawner, &start, fds, box->fd_count + 2);
  for (int i = 0; i < box->fd_count + 2; i++)
    close(fds[i]);
  box->fd_count = 0;
  struct message message;
  return await_on(box, box->world->spawner, MSG_FORKED, &message) == 1 && message.request == 7;
}

void box_send(struct box *box, enum message_type type, const void *data, size_t length) {
  unsigned char *buffer = malloc(length + 64);
  struct writer message = message_begin(buffer, length + 64, type, 9);
  if (data != NULL)
    put_bytes(&message, TAG_DATA, data, length);
  if (send(box->pair, buffer, message.used, MSG_NOSIGNAL) < 0)
    printf("    send of %d: %s\n", type, strerror(errno));
  free(buffer);
}

void box_send_u32(struct box *box, enum message_type type, uint16_t tag, uint32_t value) {
  unsigned char buffer[64];
  struct writer message = message_begin(buffer, sizeof buffer, type, 9);
  put_u32(&message, tag, value);
  if (send(box->pair, buffer, message.used, MSG_NOSIGNAL) < 0)
    printf("    send of %d: %s\n", type, strerror(errno));
}

// What comes instead of the awaited message is an ERROR, which is told.
static bool awaited(struct box *box, enum message_type type) {
  int got = box_await(box, type, NULL);
  if (got != 1)
    printf("    no message %d (%s): stage %s, errno %d, %s\n", type, got < 0 ? "timeout" : "end", box->stage, box->code, box->text);
  return got == 1;
}

bool box_ready(struct box *box) {
  return box_fork(box) && awaited(box, MSG_READY);
}

bool box_go(struct box *box) {
  box_send(box, MSG_GO, NULL, 0);
  return awaited(box, MSG_STARTED);
}

bool box_start(struct box *box) {
  return box_ready(box) && box_go(box);
}

bool box_wait(struct box *box) {
  return awaited(box, MSG_EXIT);
}

int box_run(struct box *box) {
  return box_start(box) && box_wait(box) ? box->code : -1;
}

int box_connect(struct box *box) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  snprintf(address.sun_path, sizeof address.sun_path, "%s/state/monitor.sock", box->folder);
  int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
  if (connect(fd, (struct sockaddr *) &address, sizeof address) < 0) {
    close(fd);
    return -1;
  }
  return fd;
}

void box_hang_up(struct box *box) {
  close_fd(&box->pair);
}

void box_end(struct box *box) {
  if (box->monitor > 0 && kill(box->monitor, 0) == 0) {
    if (box->pid > 0)
      kill(box->pid, SIGKILL);
    close_fd(&box->pair);
    if (!eventually(is_gone, &box->monitor)) {
      printf("    the monitor %d is still there\n", box->monitor);
      box->world->tally.bad = true;
    }
  }
  close_fd(&box->pair);
  free(box->data);
  free(box->output);
}

static char *log_of(struct box *box, int stream) {
  char *text = calloc(1, 1);
  size_t used = 0;
  for (uint64_t segment = 1; segment < 100; segment++) {
    char name[32], path[200];
    log_segment_name(segment, name);
    snprintf(path, sizeof path, "%s/log/%s", box->folder, name);
    cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
      continue;
    off_t at = sizeof(struct log_head);
    struct log_record record;
    while (pread(fd, &record, sizeof record, at) == sizeof record) {
      if (record.stream == stream) {
        text = realloc(text, used + record.length + 1);
        if (pread(fd, text + used, record.length, at + (off_t) sizeof record) != (ssize_t) record.length)
          break;
        used += record.length;
        text[used] = 0;
      }
      at += record.length + LOG_OVERHEAD;
    }
  }
  return text;
}

char *box_log_text(struct box *box, int stream) {
  return log_of(box, stream);
}

bool box_until_logged(struct box *box, const char *text) {
  for (int i = 0; i < 1000; i++) {
    cleanup_memory char *log = log_of(box, LOG_STDOUT);
    if (strstr(log, text) != NULL)
      return true;
    usleep(5000);
  }
  return false;
}

char *box_file(struct box *box, const char *name) {
  char path[200];
  snprintf(path, sizeof path, "%s/%s", box->folder, name);
  return read_text(path);
}
