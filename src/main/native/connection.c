#include "connection.h"
#include "cleanup.h"
#include "commands.h"
#include "monitor.h"

#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

struct packet {
  struct packet *next;
  bool output;
  int fds[2];
  int fd_count;
  size_t length;
  unsigned char data[];
};

static void free_packet(struct packet *packet) {
  for (int i = 0; i < packet->fd_count; i++)
    close(packet->fds[i]);
  free(packet);
}

static void pop(struct connection *connection) {
  struct packet *packet = connection->queue;
  connection->queue = packet->next;
  if (connection->queue == NULL)
    connection->queue_end = NULL;
  if (packet->output)
    connection->queued_output -= packet->length;
  free_packet(packet);
}

static void want(struct monitor *monitor, struct connection *connection, bool paused) {
  uint32_t events = connection->queue != NULL ? EPOLLOUT : 0;
  if (!paused)
    events |= EPOLLIN;
  source_want(monitor, &connection->source, events);
}

static void flush(struct monitor *monitor, struct connection *connection) {
  while (connection->queue != NULL) {
    struct packet *packet = connection->queue;
    struct iovec part = {.iov_base = packet->data, .iov_len = packet->length};
    if (packet_send(connection->source.fd, &part, 1, packet->fds, packet->fd_count) < 0) {
      if (errno != EAGAIN)
        connection->dead = true;
      return;
    }
    pop(connection);
  }
  source_want(monitor, &connection->source, connection->source.events & ~(uint32_t) EPOLLOUT);
  output_resume(monitor);
}

static bool is_output(const struct writer *head) {
  uint16_t type;
  memcpy(&type, head->data + 2, sizeof type);
  return type == MSG_OUTPUT;
}

// Without a log nobody is waited for: the oldest output goes.
static void drop_oldest(struct monitor *monitor, struct connection *connection) {
  if (monitor->spec.log.mode != LOG_NONE)
    return;
  struct packet **link = &connection->queue;
  while (*link != NULL && connection->queued_output > monitor->spec.log.buffer_bytes) {
    struct packet *packet = *link;
    if (!packet->output) {
      link = &packet->next;
      continue;
    }
    *link = packet->next;
    connection->queued_output -= packet->length;
    free_packet(packet);
  }
  connection->queue_end = connection->queue;
  while (connection->queue_end != NULL && connection->queue_end->next != NULL)
    connection->queue_end = connection->queue_end->next;
}

static void enqueue(struct monitor *monitor, struct connection *connection, const struct writer *head, const void *extra,
                    size_t extra_length, const int *fds, int fd_count) {
  struct packet *packet = malloc(sizeof *packet + head->used + extra_length);
  if (packet == NULL) {
    connection->dead = true;
    return;
  }
  *packet = (struct packet){.length = head->used + extra_length, .output = is_output(head)};
  memcpy(packet->data, head->data, head->used);
  if (extra_length > 0)
    memcpy(packet->data + head->used, extra, extra_length);
  for (int i = 0; i < fd_count && i < 2; i++) {
    packet->fds[i] = dup(fds[i]);
    if (packet->fds[i] >= 0)
      packet->fd_count++;
  }
  if (connection->queue_end != NULL)
    connection->queue_end->next = packet;
  else
    connection->queue = packet;
  connection->queue_end = packet;
  if (packet->output) {
    connection->queued_output += packet->length;
    drop_oldest(monitor, connection);
  }
  source_want(monitor, &connection->source, connection->source.events | EPOLLOUT);
}

void connection_send(struct monitor *monitor, struct connection *connection, const struct writer *head, const void *extra,
                     size_t extra_length, const int *fds, int fd_count) {
  if (connection->dead || head->overflow)
    return;
  if (connection->queue == NULL) {
    struct iovec parts[2] = {{head->data, head->used}, {(void *) extra, extra_length}};
    if (packet_send(connection->source.fd, parts, extra_length > 0 ? 2 : 1, fds, fd_count) == 0)
      return;
    if (errno != EAGAIN) {
      connection->dead = true;
      return;
    }
  }
  enqueue(monitor, connection, head, extra, extra_length, fds, fd_count);
}

void connection_broadcast(struct monitor *monitor, const struct writer *head, const void *extra, size_t extra_length,
                          bool attached_only) {
  for (struct connection *each = monitor->connections; each != NULL; each = each->next)
    if (!attached_only || each->attached)
      connection_send(monitor, each, head, extra, extra_length, NULL, 0);
}

static bool log_is_beyond(const struct log *log, uint64_t segment, uint64_t offset) {
  return log->segment > segment || (log->segment == segment && log->offset > offset);
}

void connection_tell_progress(struct monitor *monitor) {
  const struct log *log = &monitor->log;
  for (struct connection *each = monitor->connections; each != NULL; each = each->next) {
    if (!each->watching || !log_is_beyond(log, each->watch_segment, each->watch_offset))
      continue;
    each->watching = false;
    unsigned char buffer[96];
    struct writer message = message_begin(buffer, sizeof buffer, MSG_PROGRESS, 0);
    put_u64(&message, TAG_SEGMENT, log->segment);
    put_u64(&message, TAG_OFFSET, log->offset);
    put_u64(&message, TAG_LINE, log->next_line);
    connection_send(monitor, each, &message, NULL, 0, NULL, 0);
  }
}

bool connection_any_slow(const struct monitor *monitor) {
  for (const struct connection *each = monitor->connections; each != NULL; each = each->next)
    if (each->attached && !each->dead && each->queue != NULL)
      return true;
  return false;
}

bool connection_any_queued(const struct monitor *monitor) {
  for (const struct connection *each = monitor->connections; each != NULL; each = each->next)
    if (!each->dead && each->queue != NULL)
      return true;
  return false;
}

void connection_pause_input(struct monitor *monitor, bool pause) {
  for (struct connection *each = monitor->connections; each != NULL; each = each->next)
    if (each->has_input && !each->dead)
      want(monitor, each, pause);
}

static void receive(struct monitor *monitor, struct connection *connection) {
  int fds[1];
  int fd_count = 0;
  ssize_t length = packet_receive(connection->source.fd, monitor->message, MESSAGE_MAX, fds, &fd_count, false);
  if (length < 0 && errno == EAGAIN)
    return;
  struct message message;
  if (length <= 0 || message_parse(monitor->message, (size_t) length, &message) < 0) {
    connection->dead = true;
    return;
  }
  command_handle(monitor, connection, &message);
}

static void ready(struct monitor *monitor, struct source *source, uint32_t events) {
  struct connection *connection = (struct connection *) source;
  if (connection->dead)
    return;
  if (events & EPOLLOUT)
    flush(monitor, connection);
  if ((events & EPOLLIN) && !connection->dead)
    receive(monitor, connection);
  // A closed peer may have left messages, which are read first.
  else if (events & (EPOLLHUP | EPOLLERR))
    connection->dead = true;
}

int connection_add(struct monitor *monitor, int socket, bool first) {
  struct connection *connection = calloc(1, sizeof *connection);
  if (connection == NULL) {
    close(socket);
    return -1;
  }
  connection->source = (struct source){.fd = socket, .ready = ready};
  if (source_add(monitor, &connection->source, EPOLLIN) < 0) {
    close(socket);
    free(connection);
    return -1;
  }
  connection->next = monitor->connections;
  monitor->connections = connection;
  if (first)
    monitor->first = connection;
  return 0;
}

void connection_accept(struct monitor *monitor, struct source *source, uint32_t events) {
  (void) events;
  int socket = accept4(source->fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (socket < 0)
    return;
  // The folder lets in nobody else; this holds even where it was made with other rights.
  struct ucred peer = {.uid = (uid_t) -1};
  socklen_t size = sizeof peer;
  if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) < 0 || peer.uid != geteuid()) {
    close(socket);
    return;
  }
  connection_add(monitor, socket, false);
}

static void release(struct monitor *monitor, struct connection *connection) {
  bool was_first = connection == monitor->first;
  if (was_first)
    monitor->first = NULL;
  // An exec's one client came by the engine that started it; nobody can attach to it again.
  bool exec_without_client = was_first && monitor->go && monitor->spec.kind == KIND_EXEC;
  if (exec_without_client || (connection->has_input && (monitor->spec.options & OPTION_STDIN_ONCE)))
    input_half_close(monitor);
  source_close(monitor, &connection->source);
  while (connection->queue != NULL)
    pop(connection);
  free(connection);
  if (was_first && !monitor->go && !monitor->failed) {
    struct error error;
    fail_plain(&error, STAGE_MONITOR, ECANCELED, "the engine went away before it let the container go");
    monitor_fail(monitor, &error);
  }
}

void connection_sweep(struct monitor *monitor) {
  bool swept = false;
  for (struct connection **link = &monitor->connections; *link != NULL;) {
    struct connection *connection = *link;
    if (!connection->dead) {
      link = &connection->next;
      continue;
    }
    *link = connection->next;
    release(monitor, connection);
    swept = true;
    // Releasing may have told others, and found more of them dead.
    link = &monitor->connections;
  }
  if (swept)
    output_resume(monitor);
}
