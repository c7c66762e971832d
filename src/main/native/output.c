#include "output.h"
#include "backlog.h"
#include "cleanup.h"
#include "monitor.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/epoll.h>

enum {
  RETRY_FIRST = 20000000,      // ns
  RETRY_MAX = 1000000000,
  DRAIN_READS_MAX = 4096,      // a survivor that writes for ever can't hold up the end
};

static void tell(struct monitor *monitor, enum message_type type, int code) {
  unsigned char buffer[64];
  struct writer message = message_begin(buffer, sizeof buffer, type, 0);
  if (code != 0)
    put_u32(&message, TAG_ERRNO, (uint32_t) code);
  connection_broadcast(monitor, &message, NULL, 0, type == MSG_OUTPUT_END);
}

static bool is_logged(const struct monitor *monitor) {
  return monitor->spec.log.mode == LOG_BLOCKING || monitor->spec.log.mode == LOG_NON_BLOCKING;
}

static bool waits_for_clients(const struct monitor *monitor) {
  return monitor->spec.log.mode == LOG_NO_LOG;
}

static void want(struct monitor *monitor, bool reading) {
  monitor->output.reading = reading;
  for (int i = 0; i < 2; i++)
    source_mute(monitor, &monitor->output.streams[i].source, !reading);
}

static void schedule_retry(struct monitor *monitor) {
  struct output *output = &monitor->output;
  output->retry_delay = output->retry_delay == 0 ? RETRY_FIRST : output->retry_delay * 2;
  if (output->retry_delay > RETRY_MAX)
    output->retry_delay = RETRY_MAX;
  output->retry_at = monotonic_time() + output->retry_delay;
  monitor_wake_after(monitor, output->retry_delay);
}

static void block(struct monitor *monitor, int code) {
  struct output *output = &monitor->output;
  if (!output->blocked) {
    output->blocked = true;
    tell(monitor, MSG_LOG_BLOCKED, code);
  }
  schedule_retry(monitor);
}

static void write_log(struct monitor *monitor, int stream, size_t length) {
  struct output *output = &monitor->output;
  if (output->blocked && monitor->spec.log.mode == LOG_NON_BLOCKING) {
    backlog_add(output, monitor->spec.log.buffer_bytes, stream, output->buffer, length);
    return;
  }
  if (log_append(&monitor->log, stream, output->buffer, length) == 0) {
    connection_tell_progress(monitor);
    return;
  }
  int code = errno;
  if (monitor->spec.log.mode == LOG_NON_BLOCKING) {
    backlog_add(output, monitor->spec.log.buffer_bytes, stream, output->buffer, length);
  } else {
    output->held = length;
    output->held_stream = stream;
    want(monitor, false);
  }
  block(monitor, code);
}

static void pass_on(struct monitor *monitor, int stream, size_t length) {
  unsigned char buffer[64];
  struct writer message = message_begin(buffer, sizeof buffer, MSG_OUTPUT, 0);
  put_u8(&message, TAG_STREAM, (uint8_t) stream);
  // The data itself follows from where it was read to.
  unsigned char head[8] = {TAG_DATA, 0, 0, 0, (unsigned char) length, (unsigned char) (length >> 8),
                           (unsigned char) (length >> 16), 0};
  for (size_t i = 0; i < sizeof head; i++)
    message.data[message.used++] = head[i];
  connection_broadcast(monitor, &message, monitor->output.buffer, length, true);
  if (waits_for_clients(monitor) && !monitor->reaped && connection_any_slow(monitor))
    want(monitor, false);
}

// A message holds its head beside the data.
static size_t read_size(const struct monitor *monitor) {
  return is_logged(monitor) ? LOG_PAYLOAD_MAX : MESSAGE_MAX - 64;
}

static void tell_end(struct monitor *monitor) {
  struct output *output = &monitor->output;
  if (output->end_told || is_logged(monitor))
    return;
  output->end_told = true;
  tell(monitor, MSG_OUTPUT_END, 0);
}

// False: nothing more to be had now.
static bool read_once(struct monitor *monitor, struct stream *stream) {
  struct output *output = &monitor->output;
  ssize_t length;
  do
    length = read(stream->source.fd, output->buffer, read_size(monitor));
  while (length < 0 && errno == EINTR);
  if (length < 0 && errno == EAGAIN)
    return false;
  if (length <= 0) {
    source_close(monitor, &stream->source);
    if (output->streams[0].source.fd < 0 && output->streams[1].source.fd < 0)
      tell_end(monitor);
    return false;
  }
  if (is_logged(monitor))
    write_log(monitor, stream->number, (size_t) length);
  else
    pass_on(monitor, stream->number, (size_t) length);
  return true;
}

static void readable(struct monitor *monitor, struct source *source, uint32_t events) {
  (void) events;
  // The program can write as soon as it runs, perhaps before its exec was noticed here: the mark of the start comes first.
  if (!monitor->started)
    monitor_check_control(monitor);
  if (source->fd >= 0 && monitor->output.reading)
    read_once(monitor, (struct stream *) source);
}

void output_begin(struct monitor *monitor, int out, int error) {
  struct output *output = &monitor->output;
  int fds[2] = {out, error};
  for (int i = 0; i < 2; i++) {
    output->streams[i] = (struct stream){
        .source = {.fd = fds[i], .events = EPOLLIN, .muted = true, .ready = readable}, .number = i + 1};
  }
}

void output_start(struct monitor *monitor) {
  want(monitor, true);
}

void output_resume(struct monitor *monitor) {
  struct output *output = &monitor->output;
  if (output->reading || !monitor->started || output->held > 0)
    return;
  if (waits_for_clients(monitor) && connection_any_slow(monitor))
    return;
  want(monitor, true);
}

static bool write_held(struct monitor *monitor) {
  struct output *output = &monitor->output;
  if (output->held > 0 && log_append(&monitor->log, output->held_stream, output->buffer, output->held) < 0)
    return false;
  output->held = 0;
  return backlog_flush(output, &monitor->log);
}

void output_retry(struct monitor *monitor) {
  struct output *output = &monitor->output;
  if (!output->blocked)
    return;
  uint64_t now = monotonic_time();
  if (now < output->retry_at) {
    monitor_wake_after(monitor, output->retry_at - now);
    return;
  }
  if (!write_held(monitor)) {
    schedule_retry(monitor);
    return;
  }
  output->blocked = false;
  output->retry_delay = 0;
  connection_tell_progress(monitor);
  tell(monitor, MSG_LOG_FREE, 0);
  output_resume(monitor);
}

bool output_drain(struct monitor *monitor) {
  struct output *output = &monitor->output;
  for (int i = 0; i < 2; i++) {
    struct stream *stream = &output->streams[i];
    for (int reads = 0; stream->source.fd >= 0 && output->held == 0 && reads < DRAIN_READS_MAX; reads++)
      if (!read_once(monitor, stream))
        break;
  }
  return !output->blocked;
}

void output_abandon(struct monitor *monitor) {
  monitor->output.held = 0;
  monitor->output.blocked = false;
  backlog_clear(&monitor->output);
}

void output_close(struct monitor *monitor) {
  for (int i = 0; i < 2; i++)
    source_close(monitor, &monitor->output.streams[i].source);
  tell_end(monitor);
}
