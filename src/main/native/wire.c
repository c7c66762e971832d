#include "wire.h"

#include <string.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the wire and this code are little-endian");

enum { FIELD_HEAD = 8 };

static void append(struct writer *writer, const void *data, size_t length) {
  if (writer->overflow || length > writer->size - writer->used) {
    writer->overflow = true;
    return;
  }
  if (length > 0)
    memcpy(writer->data + writer->used, data, length);
  writer->used += length;
}

static void append_head(struct writer *writer, uint16_t tag, uint32_t length) {
  unsigned char head[FIELD_HEAD] = {0};
  memcpy(head, &tag, sizeof tag);
  memcpy(head + 4, &length, sizeof length);
  append(writer, head, sizeof head);
}

void put_bytes(struct writer *writer, uint16_t tag, const void *data, size_t length) {
  append_head(writer, tag, (uint32_t) length);
  append(writer, data, length);
}

void put_string(struct writer *writer, uint16_t tag, const char *text) {
  put_bytes(writer, tag, text, strlen(text));
}

void put_u8(struct writer *writer, uint16_t tag, uint8_t value) {
  put_bytes(writer, tag, &value, sizeof value);
}

void put_u16(struct writer *writer, uint16_t tag, uint16_t value) {
  put_bytes(writer, tag, &value, sizeof value);
}

void put_u32(struct writer *writer, uint16_t tag, uint32_t value) {
  put_bytes(writer, tag, &value, sizeof value);
}

void put_u64(struct writer *writer, uint16_t tag, uint64_t value) {
  put_bytes(writer, tag, &value, sizeof value);
}

size_t put_begin(struct writer *writer, uint16_t tag) {
  append_head(writer, tag, 0);
  return writer->used;
}

void put_end(struct writer *writer, size_t begin) {
  if (writer->overflow)
    return;
  uint32_t length = (uint32_t) (writer->used - begin);
  memcpy(writer->data + begin - 4, &length, sizeof length);
}

int next_field(struct reader *reader, struct field *field) {
  size_t left = (size_t) (reader->end - reader->at);
  if (left == 0)
    return 0;
  if (left < FIELD_HEAD)
    return -1;
  memcpy(&field->tag, reader->at, sizeof field->tag);
  memcpy(&field->length, reader->at + 4, sizeof field->length);
  if (field->length > left - FIELD_HEAD)
    return -1;
  field->data = reader->at + FIELD_HEAD;
  reader->at = field->data + field->length;
  return 1;
}

struct reader field_reader(const struct field *field) {
  return (struct reader){.at = field->data, .end = field->data + field->length};
}

static void scalar(const struct field *field, void *value, size_t size, bool *bad) {
  if (field->length == size)
    memcpy(value, field->data, size);
  else
    *bad = true;
}

uint8_t field_u8(const struct field *field, bool *bad) {
  uint8_t value = 0;
  scalar(field, &value, sizeof value, bad);
  return value;
}

uint16_t field_u16(const struct field *field, bool *bad) {
  uint16_t value = 0;
  scalar(field, &value, sizeof value, bad);
  return value;
}

uint32_t field_u32(const struct field *field, bool *bad) {
  uint32_t value = 0;
  scalar(field, &value, sizeof value, bad);
  return value;
}

uint64_t field_u64(const struct field *field, bool *bad) {
  uint64_t value = 0;
  scalar(field, &value, sizeof value, bad);
  return value;
}
