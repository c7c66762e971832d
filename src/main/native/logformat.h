// The bytes of a log segment (docs/formats.md, section 6).
#pragma once

#include <stdint.h>
#include <stdio.h>

enum {
  LOG_VERSION = 1,
  LOG_PAYLOAD_MAX = 65536,
  LOG_NAME_SIZE = 16,
};

enum { LOG_STDOUT = 1, LOG_STDERR = 2, LOG_MARK = 3 };

enum { LOG_BEGINS_INSIDE = 1, LOG_ENDS_INSIDE = 2, LOG_GAP = 4 };

#define LOG_MAGIC "GANTRLOG"

struct log_head {
  char magic[8];
  uint16_t version;
  uint16_t length;
  uint32_t run;
  uint64_t segment;
  uint64_t first_line;
  uint64_t time;
  unsigned char zero[24];
};
_Static_assert(sizeof(struct log_head) == 64, "the head of a segment");

struct log_record {
  uint32_t length;
  uint32_t crc;        // of what follows it, and the payload
  uint64_t time;
  uint64_t line;
  uint32_t run;
  uint32_t newlines;
  uint8_t stream;
  uint8_t flags;
  uint16_t zero;
  uint32_t more_zero;
};
_Static_assert(sizeof(struct log_record) == 40, "the head of a record");

enum { LOG_CRC_START = 8, LOG_TAIL = 4, LOG_OVERHEAD = sizeof(struct log_record) + LOG_TAIL };

static inline void log_segment_name(uint64_t segment, char name[32]) {
  snprintf(name, 32, "%010llu.glog", (unsigned long long) segment);
}
