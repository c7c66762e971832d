// The log: checksums, numbering, segments, what a crash leaves, and a disk that is full.
#include "suites.h"
#include "../cleanup.h"
#include "../crc32c.h"
#include "../logfile.h"
#include "../lognumber.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

static void checksum(struct world *world) {
  CHECK_NUMBER(world, crc32c(0, "123456789", 9), 0xe3069283);
  unsigned char data[1000];
  for (size_t i = 0; i < sizeof data; i++)
    data[i] = (unsigned char) (i * 31 + 7);
  for (size_t length = 0; length < 100; length++)
    CHECK_NUMBER(world, crc32c(5, data + length, length * 7), crc32c_plain(5, data + length, length * 7));
  CHECK_NUMBER(world, crc32c(crc32c(0, data, 123), data + 123, 877), crc32c(0, data, 1000));
}

static void counting(struct world *world) {
  char data[1000];
  memset(data, 'x', sizeof data);
  for (size_t i = 0; i < sizeof data; i += 3)
    data[i] = '\n';
  CHECK_NUMBER(world, count_newlines(data, sizeof data), 334);
  memset(data, '\n', sizeof data);
  CHECK_NUMBER(world, count_newlines(data, sizeof data), 1000);
  CHECK_NUMBER(world, count_newlines(data, 0), 0);
}

static void folder_of(struct world *world, const char *name, char path[128]) {
  snprintf(path, 128, "%s/log-%s", world->folder, name);
}

static bool open_log(struct world *world, struct log *log, const char *name, uint32_t run, uint64_t segment_bytes, uint32_t keep) {
  char path[128];
  folder_of(world, name, path);
  struct spec_log spec = {.directory = path, .mode = LOG_BLOCKING, .segment_bytes = segment_bytes, .keep = keep};
  struct error error;
  return CHECK(world, log_open(log, &spec, run, &error) == 0);
}

static void append(struct world *world, struct log *log, int stream, const char *text) {
  CHECK(world, log_append(log, stream, text, strlen(text)) == 0);
}

// The records of a segment as "stream line newlines flags payload|".
static void describe(struct world *world, const char *name, uint64_t segment, char *text, size_t size) {
  char folder[128], file_name[32], path[200];
  folder_of(world, name, folder);
  log_segment_name(segment, file_name);
  snprintf(path, sizeof path, "%s/%s", folder, file_name);
  cleanup_fd int fd = open(path, O_RDONLY);
  off_t at = sizeof(struct log_head);
  struct log_record record;
  size_t used = 0;
  text[0] = 0;
  while (pread(fd, &record, sizeof record, at) == sizeof record && used < size) {
    char payload[256] = {0};
    if (pread(fd, payload, record.length < 255 ? record.length : 255, at + (off_t) sizeof record) < 0)
      return;
    for (char *c = payload; *c != 0; c++)
      if (*c == '\n')
        *c = '/';
    used += (size_t) snprintf(text + used, size - used, "%u %llu %u %u %s|", record.stream, (unsigned long long) record.line,
                              record.newlines, record.flags, payload);
    at += record.length + LOG_OVERHEAD;
  }
}

static void two_streams(struct world *world) {
  struct log log;
  char text[2048];
  if (!open_log(world, &log, "two", 1, 0, 0))
    return;
  append(world, &log, 1, "a\nb");       // lines 1, 2 (open)
  append(world, &log, 2, "x");          // line 3 (open)
  append(world, &log, 1, "b\nc\nd");    // rest of 2 alone, then 4, 5 (open)
  append(world, &log, 1, "d\ne\n");     // goes on with 5, which is the last: one record
  append(world, &log, 2, "x");          // still 3
  append(world, &log, 2, "\n");
  append(world, &log, 2, "y\n");
  describe(world, "two", 1, text, sizeof text);
  CHECK_TEXT(world, text, "1 1 1 2 a/b|2 3 0 2 x|1 2 1 1 b/|1 4 1 2 c/d|1 5 2 1 d/e/|2 3 0 3 x|2 3 1 1 /|2 7 1 0 y/|");
  CHECK_NUMBER(world, log.next_line, 8);
  log_close(&log);
}

static void goes_on(struct world *world) {
  struct log log;
  if (!open_log(world, &log, "on", 1, 0, 0))
    return;
  append(world, &log, 2, "open");               // line 1
  append(world, &log, 1, "2\n3\n4\n");
  append(world, &log, 2, " still open");        // says nothing of the next number, which is 5
  uint64_t offset = log.offset;
  log_close(&log);
  if (!open_log(world, &log, "on", 2, 0, 0))
    return;
  CHECK_NUMBER(world, log.next_line, 5);
  CHECK_NUMBER(world, log.offset, offset);
  append(world, &log, 2, "new\n");              // the unfinished line ended with its run
  log_close(&log);
  char text[1024];
  describe(world, "on", 1, text, sizeof text);
  CHECK(world, strstr(text, "|2 5 1 0 new/|") != NULL);
}

static void torn(struct world *world) {
  char folder[128], path[200];
  folder_of(world, "torn", folder);
  for (int cut = 1; cut < 60; cut++) {
    struct log log;
    if (!open_log(world, &log, "torn", 1, 0, 0))
      return;
    append(world, &log, 1, "whole\n");
    uint64_t whole = log.offset, next = log.next_line;
    append(world, &log, 1, "this record is torn\n");
    snprintf(path, sizeof path, "%s/0000000001.glog", folder);
    CHECK(world, truncate(path, (off_t) log.offset - cut) == 0);
    log_close(&log);
    if (!open_log(world, &log, "torn", 2, 0, 0))
      return;
    CHECK_NUMBER(world, log.offset, whole);
    CHECK_NUMBER(world, log.next_line, next);
    log_close(&log);
  }
}

static void flipped(struct world *world) {
  char folder[128], path[200];
  folder_of(world, "flipped", folder);
  struct log log;
  if (!open_log(world, &log, "flipped", 1, 0, 0))
    return;
  append(world, &log, 1, "good\n");
  uint64_t good = log.offset;
  append(world, &log, 1, "changed\n");
  snprintf(path, sizeof path, "%s/0000000001.glog", folder);
  cleanup_fd int fd = open(path, O_WRONLY);
  CHECK(world, pwrite(fd, "X", 1, (off_t) good + 42) == 1);
  log_close(&log);
  if (open_log(world, &log, "flipped", 2, 0, 0))
    CHECK_NUMBER(world, log.offset, good);
  log_close(&log);
}

static void torn_head(struct world *world) {
  char folder[128], path[200];
  folder_of(world, "head", folder);
  struct log log;
  if (!open_log(world, &log, "head", 1, 0, 0))
    return;
  append(world, &log, 1, "one\ntwo\n");
  log_close(&log);
  snprintf(path, sizeof path, "%s/0000000002.glog", folder);
  close(open(path, O_WRONLY | O_CREAT, 0600));
  if (!open_log(world, &log, "head", 2, 0, 0))
    return;
  CHECK_NUMBER(world, log.segment, 1);
  CHECK_NUMBER(world, log.next_line, 3);
  log_close(&log);
}

static void rotates(struct world *world) {
  struct log log;
  if (!open_log(world, &log, "turn", 1, 300, 2))
    return;
  for (int i = 0; i < 40; i++)
    append(world, &log, 1, "a line of some length to fill it\n");
  CHECK_NUMBER(world, log.next_line, 41);
  CHECK(world, log.segment > 5);
  char folder[128], name[32], path[200];
  folder_of(world, "turn", folder);
  int found = 0;
  for (uint64_t segment = 1; segment <= log.segment; segment++) {
    log_segment_name(segment, name);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    found += access(path, F_OK) == 0;
  }
  CHECK_NUMBER(world, found, 2);
  uint64_t last = log.segment;
  log_close(&log);
  if (open_log(world, &log, "turn", 2, 300, 2)) {
    CHECK_NUMBER(world, log.next_line, 41);
    CHECK_NUMBER(world, log.segment, last);
  }
  log_close(&log);
}

static void segment_of_one_line(struct world *world) {
  struct log log;
  if (!open_log(world, &log, "long", 1, 500, 0))
    return;
  append(world, &log, 1, "first\n");
  for (int i = 0; i < 30; i++)
    append(world, &log, 1, "a line that never ends and so fills whole segments ");
  append(world, &log, 2, "third\n");
  append(world, &log, 1, "goes on ");
  log_close(&log);
  if (open_log(world, &log, "long", 2, 500, 0))
    CHECK_NUMBER(world, log.next_line, 4);
  log_close(&log);
}

// A container whose log lies on a tmpfs of 256 KiB, and prints more than that.
static void begin_on_small_disk(struct world *world, struct box *box, enum log_mode mode, const char *script) {
  box_begin_bare(box, world, 0);
  box_overlay(box);
  box_ordinary_mounts(box);
  box_cgroups(box, false, box->number);
  box_log(box, mode, 0, 0);
  char path[128];
  snprintf(path, sizeof path, "%s/log", box->folder);
  mkdir(path, 0755);
  CHECK(world, mount("tmpfs", path, "tmpfs", 0, "size=256k") == 0);
  box_shell(box, script);
}

static void grow_disk(struct world *world, struct box *box) {
  char path[128];
  snprintf(path, sizeof path, "%s/log", box->folder);
  CHECK(world, mount("tmpfs", path, "tmpfs", MS_REMOUNT, "size=64m") == 0);
}

static void end_small_disk(struct box *box) {
  char path[128];
  snprintf(path, sizeof path, "%s/log", box->folder);
  umount2(path, MNT_DETACH);
  box_end(box);
}

static void full_disk(struct world *world) {
  struct box box;
  begin_on_small_disk(world, &box, LOG_BLOCKING, "seq 1 200000");
  if (CHECK(world, box_start(&box))) {
    CHECK_NUMBER(world, box_await(&box, MSG_LOG_BLOCKED, NULL), 1);
    CHECK_NUMBER(world, box.code, ENOSPC);
    usleep(100000);
    // It still serves.
    box_send(&box, MSG_HELLO, NULL, 0);
    CHECK_NUMBER(world, box_await(&box, MSG_STATE, NULL), 1);
    grow_disk(world, &box);
    CHECK_NUMBER(world, box_await(&box, MSG_LOG_FREE, NULL), 1);
    CHECK(world, box_wait(&box));
    CHECK_NUMBER(world, box.line, 200001);
    cleanup_memory char *out = box_log_text(&box, LOG_STDOUT);
    CHECK_NUMBER(world, strlen(out), 1288895);
  }
  end_small_disk(&box);
}

static void full_disk_dropping(struct world *world) {
  struct box box;
  begin_on_small_disk(world, &box, LOG_NON_BLOCKING, "yes | head -n 2000000; sleep 0.5; echo last");
  if (CHECK(world, box_start(&box))) {
    CHECK_NUMBER(world, box_await(&box, MSG_LOG_BLOCKED, NULL), 1);
    usleep(300000);
    grow_disk(world, &box);
    CHECK(world, box_wait(&box));
    CHECK_NUMBER(world, box.code, 0);
    cleanup_memory char *out = box_log_text(&box, LOG_STDOUT);
    size_t length = strlen(out);
    // The gap's payload begins with a count whose higher bytes are zero, so the text ends there for strlen.
    CHECK(world, length > 1000000 && length < 4000000);
  }
  end_small_disk(&box);
}

static void watched(struct world *world) {
  struct box box;
  box_begin(&box, world, WITH_STDIN);
  box_shell(&box, "read x; echo one; read x; echo two");
  if (CHECK(world, box_start(&box))) {
    for (int i = 0; i < 2; i++) {
      box_send(&box, MSG_HELLO, NULL, 0);
      CHECK_NUMBER(world, box_await(&box, MSG_STATE, NULL), 1);
      uint64_t before = box.offset;
      unsigned char buffer[64];
      struct writer watch = message_begin(buffer, sizeof buffer, MSG_WATCH, 0);
      put_u64(&watch, TAG_SEGMENT, box.segment);
      put_u64(&watch, TAG_OFFSET, box.offset);
      CHECK(world, write(box.pair, buffer, watch.used) > 0);
      box_send(&box, MSG_INPUT, "\n", 1);
      CHECK_NUMBER(world, box_await(&box, MSG_PROGRESS, NULL), 1);
      CHECK_NUMBER(world, box.line, i + 2);
      CHECK(world, box.offset > before);
    }
    CHECK(world, box_wait(&box));
  }
  box_end(&box);
}

static void without_log(struct world *world) {
  struct box box;
  box_begin_bare(&box, world, 0);
  box_overlay(&box);
  box_ordinary_mounts(&box);
  box_cgroups(&box, false, box.number);
  box_log(&box, LOG_NONE, 0, 0);
  box_shell(&box, "seq 1 500000; echo end");
  if (CHECK(world, box_ready(&box))) {
    box_send(&box, MSG_ATTACH, NULL, 0);
    box_send(&box, MSG_GO, NULL, 0);
    // A client that does not read holds nobody up: the oldest output goes.
    CHECK(world, box_await(&box, MSG_STARTED, NULL) == 1 && eventually(is_gone, &box.pid));
    CHECK(world, box_wait(&box));
    CHECK(world, box.output_length > 1000000 && box.output_length < 3388895);
    CHECK(world, box.output_length > 4 && memcmp(box.output + box.output_length - 4, "end\n", 4) == 0);
    struct stat status;
    char path[128];
    snprintf(path, sizeof path, "%s/log", box.folder);
    CHECK(world, stat(path, &status) < 0);
  }
  box_end(&box);
}

void suite_logs(struct world *world) {
  test(world, "the checksum is CRC-32C, with and without the instruction", checksum);
  test(world, "newlines are counted", counting);
  test(world, "two streams share one sequence of lines without a hole in a record", two_streams);
  test(world, "a new run goes on with the next number, and ends unfinished lines", goes_on);
  test(world, "a torn tail is cut, wherever it was torn", torn);
  test(world, "a record with a wrong checksum is cut", flipped);
  test(world, "a segment that was cut while it was begun is begun again", torn_head);
  test(world, "full segments are followed by the next, and old ones go", rotates);
  test(world, "a line that fills segments does not confuse the numbers", segment_of_one_line);
  test(world, "on a full disk the container waits and not a byte is lost", full_disk);
  test(world, "on a full disk the non-blocking mode goes on and leaves a gap", full_disk_dropping);
  test(world, "who watches the log is told as soon as it grows", watched);
  test(world, "without a log a slow client loses the oldest output only", without_log);
}
