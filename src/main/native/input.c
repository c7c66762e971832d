#include "input.h"
#include "cleanup.h"
#include "monitor.h"

#include <errno.h>
#include <string.h>
#include <sys/epoll.h>

enum { PAUSE_AT = 65536 };

static void tell_gone(struct monitor *monitor) {
  unsigned char buffer[64];
  struct writer message = message_begin(buffer, sizeof buffer, MSG_INPUT_GONE, 0);
  connection_broadcast(monitor, &message, NULL, 0, false);
}

static void drop_pending(struct input *input) {
  free(input->pending);
  input->pending = NULL;
  input->start = input->end = input->size = 0;
}

static void lose(struct monitor *monitor) {
  source_close(monitor, &monitor->input.source);
  drop_pending(&monitor->input);
  connection_pause_input(monitor, false);
}

static void write_pending(struct monitor *monitor) {
  struct input *input = &monitor->input;
  while (input->start < input->end) {
    ssize_t written = write(input->source.fd, input->pending + input->start, input->end - input->start);
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0 && errno == EAGAIN)
      break;
    if (written < 0) {
      lose(monitor);
      tell_gone(monitor);
      return;
    }
    input->start += (size_t) written;
  }
  if (input->start < input->end) {
    source_want(monitor, &input->source, EPOLLOUT);
    connection_pause_input(monitor, input->end - input->start >= PAUSE_AT);
    return;
  }
  drop_pending(input);
  source_want(monitor, &input->source, 0);
  connection_pause_input(monitor, false);
  if (input->close_after)
    source_close(monitor, &input->source);
}

static void writable(struct monitor *monitor, struct source *source, uint32_t events) {
  (void) source;
  if (!monitor->input.terminal && (events & EPOLLERR)) {
    lose(monitor);
    tell_gone(monitor);
    return;
  }
  write_pending(monitor);
}

int input_begin(struct monitor *monitor, int fd, bool terminal) {
  struct input *input = &monitor->input;
  input->source = (struct source){.fd = fd, .ready = writable};
  input->terminal = terminal;
  // Even with no event wanted the kernel tells of EPOLLERR: the last reader has gone.
  return fd < 0 ? 0 : source_add(monitor, &input->source, 0);
}

static bool append(struct input *input, const void *data, size_t length) {
  if (input->start > 0) {
    memmove(input->pending, input->pending + input->start, input->end - input->start);
    input->end -= input->start;
    input->start = 0;
  }
  if (input->end + length > input->size) {
    unsigned char *larger = realloc(input->pending, input->end + length);
    if (larger == NULL)
      return false;
    input->pending = larger;
    input->size = input->end + length;
  }
  memcpy(input->pending + input->end, data, length);
  input->end += length;
  return true;
}

bool input_write(struct monitor *monitor, const void *data, size_t length) {
  struct input *input = &monitor->input;
  if (input->source.fd < 0 || input->close_after)
    return false;
  if (length == 0)
    return true;
  if (!append(input, data, length)) {
    lose(monitor);
    return false;
  }
  write_pending(monitor);
  return true;
}

void input_half_close(struct monitor *monitor) {
  struct input *input = &monitor->input;
  if (input->source.fd < 0 || input->terminal)
    return;
  input->close_after = true;
  write_pending(monitor);
}

void input_close(struct monitor *monitor) {
  lose(monitor);
}
