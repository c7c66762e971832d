// Type-length-value fields (docs/formats.md, section 1): bounded writing and reading.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct writer {
  unsigned char *data;
  size_t size;
  size_t used;
  bool overflow;   // something did not fit; what was written is not to be sent
};

void put_bytes(struct writer *writer, uint16_t tag, const void *data, size_t length);
void put_string(struct writer *writer, uint16_t tag, const char *text);
void put_u8(struct writer *writer, uint16_t tag, uint8_t value);
void put_u16(struct writer *writer, uint16_t tag, uint16_t value);
void put_u32(struct writer *writer, uint16_t tag, uint32_t value);
void put_u64(struct writer *writer, uint16_t tag, uint64_t value);

// Begins a nested field; the result goes to put_end.
size_t put_begin(struct writer *writer, uint16_t tag);
void put_end(struct writer *writer, size_t begin);

struct reader {
  const unsigned char *at;
  const unsigned char *end;
};

struct field {
  uint16_t tag;
  uint32_t length;
  const unsigned char *data;
};

// 1: a field was read; 0: no more; -1: the lengths do not add up.
int next_field(struct reader *reader, struct field *field);

struct reader field_reader(const struct field *field);

// The value, or 0 with *bad set where the payload has another length.
uint8_t field_u8(const struct field *field, bool *bad);
uint16_t field_u16(const struct field *field, bool *bad);
uint32_t field_u32(const struct field *field, bool *bad);
uint64_t field_u64(const struct field *field, bool *bad);
