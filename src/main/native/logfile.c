#include "logfile.h"
#include "cleanup.h"
#include "crc32c.h"
#include "lognumber.h"
#include "logrecover.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>

enum { PIECES_MAX = 2, PARTS = 3 };

// Time never falls, whatever the clock does.
static uint64_t next_time(const struct log *log) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  uint64_t time = (uint64_t) now.tv_sec * 1000000000u + (uint64_t) now.tv_nsec;
  return time > log->last_time ? time : log->last_time;
}

static int begin_segment(struct log *log, uint64_t segment) {
  char name[32];
  log_segment_name(segment, name);
  cleanup_fd int file = openat(log->directory, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0640);
  if (file < 0)
    return -1;
  struct log_head head = {
      .version = LOG_VERSION, .length = sizeof head, .run = log->run, .segment = segment,
      .first_line = log->next_line, .time = next_time(log)};
  memcpy(head.magic, LOG_MAGIC, sizeof head.magic);
  ssize_t written = pwrite(file, &head, sizeof head, 0);
  if (written != sizeof head) {
    int code = written < 0 ? errno : ENOSPC;
    unlinkat(log->directory, name, 0);
    errno = code;
    return -1;
  }
  close_fd(&log->file);
  log->file = take_fd(&file);
  log->segment = segment;
  log->offset = sizeof head;
  log->last_time = head.time;
  return 0;
}

static void drop_old(struct log *log) {
  if (log->keep == 0)
    return;
  while (log->oldest + log->keep <= log->segment) {
    char name[32];
    log_segment_name(log->oldest++, name);
    unlinkat(log->directory, name, 0);
  }
}

static int rotate_if_full(struct log *log) {
  if (log->segment_bytes == 0 || log->offset < log->segment_bytes || log->offset <= sizeof(struct log_head))
    return 0;
  if (begin_segment(log, log->segment + 1) < 0)
    return -1;
  drop_old(log);
  return 0;
}

// A short write (a full disk) is cut off again, so that the file always ends with a whole record.
static int write_at_end(struct log *log, const struct iovec *parts, int count, size_t total) {
  ssize_t written;
  do
    written = pwritev(log->file, parts, count, (off_t) log->offset);
  while (written < 0 && errno == EINTR);
  if (written == (ssize_t) total)
    return 0;
  int code = written < 0 ? errno : ENOSPC;
  if (ftruncate(log->file, (off_t) log->offset) < 0)
    code = errno;
  errno = code;
  return -1;
}

static void seal(struct log_record *record, uint32_t *tail, const void *payload) {
  const unsigned char *bytes = (const unsigned char *) record;
  uint32_t crc = crc32c(0, bytes + LOG_CRC_START, sizeof *record - LOG_CRC_START);
  record->crc = crc32c(crc, payload, record->length);
  *tail = record->length + LOG_OVERHEAD;
}

static int write_single(struct log *log, struct log_record record, const void *payload) {
  if (rotate_if_full(log) < 0)
    return -1;
  record.time = next_time(log);
  record.run = log->run;
  record.line = log->next_line;
  uint32_t tail;
  seal(&record, &tail, payload);
  struct iovec parts[PARTS] = {{&record, sizeof record}, {(void *) payload, record.length}, {&tail, sizeof tail}};
  if (write_at_end(log, parts, PARTS, tail) < 0)
    return -1;
  log->offset += tail;
  log->last_time = record.time;
  return 0;
}

int log_append(struct log *log, int stream, const void *data, size_t length) {
  if (rotate_if_full(log) < 0)
    return -1;
  struct log_piece pieces[PIECES_MAX];
  uint64_t next_line = log->next_line;
  uint64_t open_line = log->open_line[stream - 1];
  int count = log_number(data, length, &next_line, &open_line, pieces);
  uint64_t time = next_time(log);
  struct log_record records[PIECES_MAX];
  uint32_t tails[PIECES_MAX];
  struct iovec parts[PIECES_MAX * PARTS];
  size_t total = 0;
  for (int i = 0; i < count; i++) {
    const unsigned char *payload = (const unsigned char *) data + pieces[i].start;
    records[i] = (struct log_record){
        .length = (uint32_t) pieces[i].length, .time = time, .line = pieces[i].line, .run = log->run,
        .newlines = pieces[i].newlines, .stream = (uint8_t) stream, .flags = pieces[i].flags};
    seal(&records[i], &tails[i], payload);
    parts[i * PARTS] = (struct iovec){&records[i], sizeof records[i]};
    parts[i * PARTS + 1] = (struct iovec){(void *) payload, pieces[i].length};
    parts[i * PARTS + 2] = (struct iovec){&tails[i], sizeof tails[i]};
    total += tails[i];
  }
  if (write_at_end(log, parts, count * PARTS, total) < 0)
    return -1;
  log->offset += total;
  log->last_time = time;
  log->next_line = next_line;
  log->open_line[stream - 1] = open_line;
  return 0;
}

int log_mark(struct log *log, const char *text) {
  return write_single(log, (struct log_record){.length = (uint32_t) strlen(text), .stream = LOG_MARK}, text);
}

int log_gap(struct log *log, int stream, uint64_t dropped) {
  struct log_record record = {.length = sizeof dropped, .stream = (uint8_t) stream, .flags = LOG_GAP};
  if (write_single(log, record, &dropped) < 0)
    return -1;
  // What follows may start anywhere in a line: it gets a number of its own.
  log->open_line[stream - 1] = 0;
  return 0;
}

int log_open(struct log *log, const struct spec_log *spec, uint32_t run, struct error *error) {
  *log = (struct log){
      .directory = -1, .file = -1, .next_line = 1, .run = run, .segment_bytes = spec->segment_bytes, .keep = spec->keep};
  if (mkdir(spec->directory, 0750) < 0 && errno != EEXIST)
    return fail(error, STAGE_MONITOR, errno, "make the log folder %s", spec->directory);
  log->directory = open(spec->directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (log->directory < 0)
    return fail(error, STAGE_MONITOR, errno, "open the log folder %s", spec->directory);
  struct log_end end;
  if (log_recover(log->directory, &end) < 0)
    goto failed;
  log->next_line = end.next_line;
  log->last_time = end.last_time;
  log->oldest = end.oldest;
  if (end.file < 0) {
    if (begin_segment(log, end.segment) < 0)
      goto failed;
  } else {
    log->file = end.file;
    log->segment = end.segment;
    log->offset = end.offset;
  }
  drop_old(log);
  return 0;

failed:
  fail(error, STAGE_MONITOR, errno, "open the log in %s", spec->directory);
  log_close(log);
  return -1;
}

void log_close(struct log *log) {
  close_fd(&log->file);
  close_fd(&log->directory);
}
