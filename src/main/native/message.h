// Messages between engine, spawner and monitor: the numbers of docs/formats.md, and sending and receiving them.
#pragma once

#include "wire.h"

#include <sys/types.h>
#include <sys/uio.h>

enum {
  PROTOCOL_VERSION = 1,
  MESSAGE_HEAD = 8,
  MESSAGE_MAX = 65536,
  MESSAGE_FDS_MAX = 253,   // the kernel's own limit, SCM_MAX_FD
};

enum message_type {
  MSG_SETUP = 1,
  MSG_SETUP_DONE = 2,
  MSG_START = 3,
  MSG_FORKED = 4,
  MSG_SPAWNER_ERROR = 5,
  MSG_HELLO = 16,
  MSG_STATE = 17,
  MSG_READY = 18,
  MSG_GO = 19,
  MSG_STARTED = 20,
  MSG_ERROR = 21,
  MSG_WATCH = 22,
  MSG_PROGRESS = 23,
  MSG_INPUT = 24,
  MSG_INPUT_END = 25,
  MSG_INPUT_GONE = 26,
  MSG_RESIZE = 27,
  MSG_KILL = 28,
  MSG_KILLED = 29,
  MSG_DESCRIPTORS = 30,
  MSG_DESCRIPTORS_ARE = 31,
  MSG_ATTACH = 32,
  MSG_OUTPUT = 33,
  MSG_OUTPUT_END = 34,
  MSG_LOG_BLOCKED = 35,
  MSG_LOG_FREE = 36,
  MSG_EXIT = 37,
};

enum message_tag {
  TAG_PROTOCOL = 1,
  TAG_ERRNO = 2,
  TAG_STAGE = 3,
  TAG_TEXT = 4,
  TAG_PID = 5,
  TAG_START_TICKS = 6,
  TAG_TIME = 7,
  TAG_CODE = 8,
  TAG_SIGNAL = 9,
  TAG_FLAGS = 10,
  TAG_ROWS = 11,
  TAG_COLUMNS = 12,
  TAG_DATA = 13,
  TAG_STREAM = 14,
  TAG_SEGMENT = 15,
  TAG_OFFSET = 16,
  TAG_RUN = 17,
  TAG_CGROUP = 18,
  TAG_PHASE = 19,
  TAG_LINE = 20,
  TAG_TRACE = 21,
};

struct message {
  uint16_t type;
  uint32_t request;
  struct reader fields;
};

// Starts a message in the buffer; fields are added with put_….
struct writer message_begin(void *buffer, size_t size, enum message_type type, uint32_t request);

// Reads the head of a received datagram; -1 if it is none of ours.
int message_parse(const void *data, size_t length, struct message *message);

// Sends one datagram without ever waiting or raising SIGPIPE; -1 with errno.
int packet_send(int socket, const struct iovec *parts, int count, const int *fds, int fd_count);

// Receives one datagram; all descriptors are close-on-exec. Returns its length, 0 at the end, -1 with errno.
// EMSGSIZE: it was cut, and its descriptors are closed. *fd_count is the room on entry and the count on return.
ssize_t packet_receive(int socket, void *buffer, size_t size, int *fds, int *fd_count, bool wait);
