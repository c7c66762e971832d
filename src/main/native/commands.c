#include "commands.h"
#include "cgroup.h"
#include "kernel.h"
#include "monitor.h"
#include "terminal.h"

#include <errno.h>
#include <signal.h>

enum { KILL_ALL = 1 };

// The fields that any request may have.
struct request {
  uint64_t segment;
  uint64_t offset;
  uint64_t flags;
  uint32_t signal;
  uint16_t rows;
  uint16_t columns;
  const void *data;
  size_t data_length;
};

static bool read_request(const struct message *message, struct request *request) {
  struct reader reader = message->fields;
  struct field field;
  bool bad = false;
  while (next_field(&reader, &field) > 0) {
    switch (field.tag) {
      case TAG_SEGMENT: request->segment = field_u64(&field, &bad); break;
      case TAG_OFFSET: request->offset = field_u64(&field, &bad); break;
      case TAG_FLAGS: request->flags = field_u64(&field, &bad); break;
      case TAG_SIGNAL: request->signal = field_u32(&field, &bad); break;
      case TAG_ROWS: request->rows = field_u16(&field, &bad); break;
      case TAG_COLUMNS: request->columns = field_u16(&field, &bad); break;
      case TAG_DATA: request->data = field.data; request->data_length = field.length; break;
      default: break;
    }
  }
  return !bad;
}

static void send_state(struct monitor *monitor, struct connection *connection, uint32_t id) {
  unsigned char buffer[256];
  struct writer state = message_begin(buffer, sizeof buffer, MSG_STATE, id);
  put_u32(&state, TAG_PROTOCOL, PROTOCOL_VERSION);
  put_u32(&state, TAG_RUN, monitor->spec.run);
  put_u8(&state, TAG_PHASE, (uint8_t) monitor->phase);
  put_u32(&state, TAG_PID, (uint32_t) monitor->shown_pid);
  put_u64(&state, TAG_START_TICKS, monitor->ticks);
  put_u64(&state, TAG_TIME, monitor->started_time);
  put_u64(&state, TAG_LINE, monitor->log.next_line);
  put_u64(&state, TAG_SEGMENT, monitor->log.segment);
  put_u64(&state, TAG_OFFSET, monitor->log.offset);
  put_u64(&state, TAG_FLAGS, monitor->spec.options);
  if (monitor->phase == PHASE_ENDED)
    put_u32(&state, TAG_CODE, exit_code(monitor->status));
  connection_send(monitor, connection, &state, NULL, 0, NULL, 0);
}

static void answer(struct monitor *monitor, struct connection *connection, enum message_type type, uint32_t id) {
  unsigned char buffer[16];
  struct writer message = message_begin(buffer, sizeof buffer, type, id);
  connection_send(monitor, connection, &message, NULL, 0, NULL, 0);
}

static void send_descriptors(struct monitor *monitor, struct connection *connection, uint32_t id) {
  unsigned char buffer[16];
  struct writer message = message_begin(buffer, sizeof buffer, MSG_DESCRIPTORS_ARE, id);
  int fds[2] = {monitor->pidfd, monitor->root};
  int count = monitor->pidfd < 0 ? 0 : monitor->root < 0 ? 1 : 2;
  connection_send(monitor, connection, &message, NULL, 0, fds, count);
}

static int signal_process(struct monitor *monitor, const struct request *request) {
  if (request->flags & KILL_ALL) {
    cgroup_kill_rest(&monitor->spec);
    if (monitor->pid != 0 && sys_pidfd_send_signal(monitor->pidfd, SIGKILL) < 0)
      return errno;
    return 0;
  }
  if (monitor->pid == 0 || monitor->pidfd < 0)
    return ESRCH;
  return sys_pidfd_send_signal(monitor->pidfd, (int) request->signal) < 0 ? errno : 0;
}

static void kill_process(struct monitor *monitor, struct connection *connection, const struct request *request,
                         uint32_t id) {
  unsigned char buffer[32];
  struct writer message = message_begin(buffer, sizeof buffer, MSG_KILLED, id);
  put_u32(&message, TAG_ERRNO, (uint32_t) signal_process(monitor, request));
  connection_send(monitor, connection, &message, NULL, 0, NULL, 0);
}

static void take_input(struct monitor *monitor, struct connection *connection, const struct request *request) {
  connection->has_input = true;
  if (!input_write(monitor, request->data, request->data_length))
    answer(monitor, connection, MSG_INPUT_GONE, 0);
}

static void attach(struct monitor *monitor, struct connection *connection) {
  connection->attached = true;
  if (monitor->output.end_told)
    answer(monitor, connection, MSG_OUTPUT_END, 0);
}

static void watch(struct monitor *monitor, struct connection *connection, const struct request *request) {
  connection->watching = true;
  connection->watch_segment = request->segment;
  connection->watch_offset = request->offset;
  connection_tell_progress(monitor);
}

void command_handle(struct monitor *monitor, struct connection *connection, const struct message *message) {
  struct request request = {0};
  if (!read_request(message, &request)) {
    connection->dead = true;
    return;
  }
  switch (message->type) {
    case MSG_HELLO: send_state(monitor, connection, message->request); break;
    case MSG_GO: monitor_go(monitor); break;
    case MSG_WATCH: watch(monitor, connection, &request); break;
    case MSG_INPUT: take_input(monitor, connection, &request); break;
    case MSG_INPUT_END:
      connection->has_input = true;
      input_half_close(monitor);
      break;
    case MSG_RESIZE:
      if (monitor->input.terminal && monitor->slave >= 0)
        terminal_resize(monitor->slave, request.rows, request.columns);
      break;
    case MSG_KILL: kill_process(monitor, connection, &request, message->request); break;
    case MSG_DESCRIPTORS: send_descriptors(monitor, connection, message->request); break;
    case MSG_ATTACH: attach(monitor, connection); break;
    default: break;   // a later version's: passed over, so that the protocol can grow
  }
}
