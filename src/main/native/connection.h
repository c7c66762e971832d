// A client of a monitor: the engine that started it, or one that has found it again.
#pragma once

#include "message.h"
#include "source.h"

struct packet;

struct connection {
  struct source source;
  struct connection *next;
  struct packet *queue;        // what the client's socket had no room for, oldest first
  struct packet *queue_end;
  size_t queued_output;        // bytes of OUTPUT in the queue
  bool dead;                   // closed at the end of this turn of the loop
  bool attached;
  bool has_input;              // it has sent INPUT
  bool watching;
  uint64_t watch_segment;
  uint64_t watch_offset;
};

// Takes over a connected socket; -1 with errno.
int connection_add(struct monitor *monitor, int socket, bool first);

// Accepts whoever connects to monitor.sock.
void connection_accept(struct monitor *monitor, struct source *source, uint32_t events);

// Sends a message, or queues it for a client that is slow. The extra bytes, if any, end it.
void connection_send(struct monitor *monitor, struct connection *connection, const struct writer *head, const void *extra,
                     size_t extra_length, const int *fds, int fd_count);

// Sends to all, or to those attached only.
void connection_broadcast(struct monitor *monitor, const struct writer *head, const void *extra, size_t extra_length,
                          bool attached_only);

// Tells those who watch the log that it has grown.
void connection_tell_progress(struct monitor *monitor);

// Whether an attached client still has output to take.
bool connection_any_slow(const struct monitor *monitor);

// Whether anything is still queued for anyone.
bool connection_any_queued(const struct monitor *monitor);

// While stdin is full those who feed it are not read.
void connection_pause_input(struct monitor *monitor, bool pause);

// Frees the dead ones.
void connection_sweep(struct monitor *monitor);
