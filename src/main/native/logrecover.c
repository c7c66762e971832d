#include "logrecover.h"
#include "cleanup.h"
#include "crc32c.h"
#include "logformat.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct walk {
  int file;
  uint64_t size;
  unsigned char *payload;
  struct log_head head;
};

static bool read_at(int file, void *data, size_t length, uint64_t offset) {
  return pread(file, data, length, (off_t) offset) == (ssize_t) length;
}

// Whether a whole and sound record lies at the offset.
static bool sound(const struct walk *walk, uint64_t offset, struct log_record *record) {
  if (offset + LOG_OVERHEAD > walk->size || !read_at(walk->file, record, sizeof *record, offset))
    return false;
  if (record->length > LOG_PAYLOAD_MAX || offset + LOG_OVERHEAD + record->length > walk->size)
    return false;
  uint32_t tail;
  if (!read_at(walk->file, walk->payload, record->length, offset + sizeof *record) ||
      !read_at(walk->file, &tail, sizeof tail, offset + sizeof *record + record->length))
    return false;
  uint32_t crc = crc32c(0, (unsigned char *) record + LOG_CRC_START, sizeof *record - LOG_CRC_START);
  return tail == record->length + LOG_OVERHEAD && record->crc == crc32c(crc, walk->payload, record->length);
}

// The record that ends at the offset, by its last four bytes; false if there is none.
static bool before(const struct walk *walk, uint64_t offset, struct log_record *record, uint64_t *start) {
  uint32_t length;
  if (offset < walk->head.length + (uint64_t) LOG_OVERHEAD || !read_at(walk->file, &length, sizeof length, offset - LOG_TAIL))
    return false;
  if (length < LOG_OVERHEAD || length > offset - walk->head.length)
    return false;
  *start = offset - length;
  return sound(walk, *start, record) && *start + record->length + LOG_OVERHEAD == offset;
}

static uint64_t find_end(const struct walk *walk) {
  struct log_record record;
  uint64_t start;
  if (before(walk, walk->size, &record, &start))
    return walk->size;
  uint64_t offset = walk->head.length;
  while (sound(walk, offset, &record))
    offset += record.length + LOG_OVERHEAD;
  return offset;
}

// A record that only goes on with one line may belong to a line long past, and so says nothing of the next number.
static bool tells_number(const struct log_record *record) {
  bool ends_inside = (record->flags & LOG_ENDS_INSIDE) != 0;
  return !(record->flags & LOG_BEGINS_INSIDE) || record->newlines + (ends_inside ? 1u : 0u) > 1;
}

static void find_number(const struct walk *walk, struct log_end *end) {
  end->next_line = walk->head.first_line;
  end->last_time = walk->head.time;
  struct log_record record;
  uint64_t offset = end->offset;
  uint64_t start;
  bool last = true;
  while (before(walk, offset, &record, &start)) {
    if (last)
      end->last_time = record.time;
    last = false;
    if (tells_number(&record)) {
      bool counts = record.stream != LOG_MARK && !(record.flags & LOG_GAP);
      bool unfinished = (record.flags & LOG_ENDS_INSIDE) != 0;
      end->next_line = record.line + (counts ? record.newlines + (unfinished ? 1u : 0u) : 0u);
      return;
    }
    offset = start;
  }
}

static bool read_head(struct walk *walk) {
  return read_at(walk->file, &walk->head, sizeof walk->head, 0) && memcmp(walk->head.magic, LOG_MAGIC, 8) == 0 &&
         walk->head.version == LOG_VERSION && walk->head.length >= sizeof walk->head && walk->head.length <= walk->size;
}

enum found { NOT_OURS, REMOVED, FOUND };

// Whether the log goes on in this segment; -1 with errno.
static int recover_segment(int directory, uint64_t segment, struct log_end *end) {
  char name[32];
  log_segment_name(segment, name);
  cleanup_fd int file = openat(directory, name, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
  struct stat status;
  if (file < 0 || fstat(file, &status) < 0)
    return -1;
  cleanup_memory unsigned char *payload = malloc(LOG_PAYLOAD_MAX);
  if (payload == NULL)
    return -1;
  struct walk walk = {.file = file, .size = (uint64_t) status.st_size, .payload = payload};
  if (!read_head(&walk)) {
    // Cut while it was begun: it holds nothing. Whatever else it may be is left alone.
    if (walk.size < sizeof walk.head)
      return unlinkat(directory, name, 0) < 0 ? -1 : REMOVED;
    return NOT_OURS;
  }
  end->offset = find_end(&walk);
  if (end->offset < walk.size && ftruncate(file, (off_t) end->offset) < 0)
    return -1;
  find_number(&walk, end);
  end->segment = segment;
  end->file = take_fd(&file);
  return FOUND;
}

// The numbers of the first and the last segment; false if there is none.
static int list(int directory, uint64_t *first, uint64_t *last) {
  int copy = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *entries = copy < 0 ? NULL : fdopendir(copy);
  if (entries == NULL)
    return -1;
  *first = *last = 0;
  struct dirent *entry;
  while ((entry = readdir(entries)) != NULL) {
    char *rest;
    uint64_t number = strtoull(entry->d_name, &rest, 10);
    if (rest != entry->d_name + 10 || strcmp(rest, ".glog") != 0 || number == 0)
      continue;
    if (*first == 0 || number < *first)
      *first = number;
    if (number > *last)
      *last = number;
  }
  closedir(entries);
  return 0;
}

int log_recover(int directory, struct log_end *end) {
  uint64_t first, last;
  if (list(directory, &first, &last) < 0)
    return -1;
  *end = (struct log_end){.file = -1, .segment = last + 1, .next_line = 1, .oldest = first != 0 ? first : 1};
  for (uint64_t segment = last; segment >= first && segment > 0; segment--) {
    int found = recover_segment(directory, segment, end);
    if (found < 0 && errno != ENOENT)
      return -1;
    if (found == REMOVED && segment == last)
      end->segment = last--;
    if (found != FOUND)
      continue;
    if (segment == last)
      return 0;
    // A segment that is not ours lies behind it: its number is not used again.
    close_fd(&end->file);
    end->segment = last + 1;
    return 0;
  }
  return 0;
}
