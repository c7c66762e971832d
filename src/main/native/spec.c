#include "spec.h"
#include "wire.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <stdalign.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>

enum {
  SPEC_HEAD = 12,
  SPEC_MAX = 16 << 20,
  SPEC_SEALS = F_SEAL_SHRINK | F_SEAL_WRITE,
};

enum spec_tag {
  SPEC_ID = 1, SPEC_RUN, SPEC_KIND, SPEC_ARG, SPEC_ENV, SPEC_CWD, SPEC_UID, SPEC_USER_NAME, SPEC_GID, SPEC_GROUP_NAME,
  SPEC_EXTRA_GID, SPEC_EXTRA_GROUP_NAME, SPEC_HOSTNAME, SPEC_DOMAINNAME, SPEC_OPTIONS, SPEC_NAMESPACES,
  SPEC_JOIN_NAMESPACE, SPEC_SECCOMP, SPEC_CAPABILITIES, SPEC_RLIMIT, SPEC_ROOT, SPEC_MOUNT, SPEC_DEVICE, SPEC_LINK,
  SPEC_MASKED, SPEC_READONLY, SPEC_SYSCTL, SPEC_CGROUP, SPEC_LOG, SPEC_STATE_DIR, SPEC_EXIT_FILE, SPEC_ROWS_COLUMNS,
  SPEC_OOM_SCORE_ADJ, SPEC_TARGET, SPEC_OOM_FILE, SPEC_CPU_FLAGS, SPEC_LOOPBACK, SPEC_NETWORK_OWNER,
  SPEC_TAG_COUNT,
};

// The decoder's memory: one lazily populated mapping, cut from the front.
struct decoder {
  struct spec *spec;
  size_t used;
  bool bad;         // a payload has a length that its tag can't have, or the memory ran out
};

static void *take(struct decoder *decoder, size_t size, size_t alignment) {
  size_t at = (decoder->used + alignment - 1) & ~(alignment - 1);
  if (size > decoder->spec->memory_size || at > decoder->spec->memory_size - size) {
    decoder->bad = true;
    return NULL;
  }
  decoder->used = at + size;
  return (char *) decoder->spec->memory + at;
}

static char *string(struct decoder *decoder, const struct field *field) {
  if (memchr(field->data, 0, field->length) != NULL) {
    decoder->bad = true;
    return (char *) "";
  }
  char *text = take(decoder, field->length + 1u, 1);
  if (text == NULL)
    return (char *) "";
  memcpy(text, field->data, field->length);
  text[field->length] = 0;
  return text;
}

// The next field of a nested payload; false at its end and where it does not add up.
static bool next_in(struct decoder *decoder, struct reader *reader, struct field *field) {
  int more = decoder->bad ? 0 : next_field(reader, field);
  if (more < 0)
    decoder->bad = true;
  return more > 0;
}

static size_t count(struct reader reader, uint16_t tag) {
  size_t found = 0;
  struct field field;
  while (next_field(&reader, &field) > 0)
    found += field.tag == tag;
  return found;
}

static void *room(struct decoder *decoder, struct reader reader, uint16_t tag, size_t size) {
  void *memory = take(decoder, (count(reader, tag) + 1) * size, alignof(max_align_t));
  return memory;
}

static void strings_room(struct decoder *decoder, struct reader reader, uint16_t tag, struct strings *strings) {
  strings->items = room(decoder, reader, tag, sizeof *strings->items);
}

static void add_string(struct decoder *decoder, struct strings *strings, const struct field *field) {
  strings->items[strings->count++] = string(decoder, field);
}

static void read_root(struct decoder *decoder, struct reader reader, struct spec_root *root) {
  struct field field;
  root->propagation = MS_SLAVE | MS_REC;
  strings_room(decoder, reader, 3, &root->lower);
  while (next_in(decoder, &reader, &field)) {
    switch (field.tag) {
      case 1: root->upper = string(decoder, &field); break;
      case 2: root->work = string(decoder, &field); break;
      case 3: add_string(decoder, &root->lower, &field); break;
      case 4: root->propagation = field_u64(&field, &decoder->bad); break;
      case 5: root->bind = string(decoder, &field); break;
      default: break;
    }
  }
}

static void read_mount(struct decoder *decoder, struct reader reader, struct spec_mount *mount) {
  struct field field;
  mount->source_fd = NO_DESCRIPTOR;
  while (next_in(decoder, &reader, &field)) {
    switch (field.tag) {
      case 1: mount->source = string(decoder, &field); break;
      case 2: mount->target = string(decoder, &field); break;
      case 3: mount->type = string(decoder, &field); break;
      case 4: mount->flags = field_u64(&field, &decoder->bad); break;
      case 5: mount->data = string(decoder, &field); break;
      case 6: mount->propagation = field_u64(&field, &decoder->bad); break;
      case 7: mount->source_fd = (int) (field_u32(&field, &decoder->bad) & 0x7fffffff); break;
      case 8: mount->optional = true; break;
      case 9: mount->recursive_readonly = true; break;
      case 10: mount->copy_up = true; break;
      case 11: mount->mode = field_u32(&field, &decoder->bad); break;
      default: break;
    }
  }
  if (mount->target == NULL || mount->target[0] != '/' || mount->type == NULL)
    decoder->bad = true;
}

static void read_device(struct decoder *decoder, struct reader reader, struct spec_device *device) {
  struct field field;
  while (next_in(decoder, &reader, &field)) {
    switch (field.tag) {
      case 1: device->path = string(decoder, &field); break;
      case 2: device->mode = field_u32(&field, &decoder->bad); break;
      case 3: device->major = field_u32(&field, &decoder->bad); break;
      case 4: device->minor = field_u32(&field, &decoder->bad); break;
      case 5: device->uid = field_u32(&field, &decoder->bad); break;
      case 6: device->gid = field_u32(&field, &decoder->bad); break;
      default: break;
    }
  }
  if (device->path == NULL || !(S_ISCHR(device->mode) || S_ISBLK(device->mode) || S_ISREG(device->mode)))
    decoder->bad = true;
}

static void read_link(struct decoder *decoder, struct reader reader, struct spec_link *link) {
  struct field field;
  while (next_in(decoder, &reader, &field)) {
    switch (field.tag) {
      case 1: link->target = string(decoder, &field); break;
      case 2: link->path = string(decoder, &field); break;
      default: break;
    }
  }
  if (link->target == NULL || link->path == NULL)
    decoder->bad = true;
}

static void read_write(struct decoder *decoder, struct reader reader, struct spec_write *write) {
  struct field field;
  while (next_in(decoder, &reader, &field)) {
    switch (field.tag) {
      case 1: write->file = string(decoder, &field); break;
      case 2: write->value = string(decoder, &field); break;
      case 3: write->optional = true; break;
      default: break;
    }
  }
  if (write->file == NULL || write->value == NULL || strchr(write->file, '/') != NULL)
    decoder->bad = true;
}

static void read_cgroup(struct decoder *decoder, struct reader reader, struct spec_cgroup *cgroup) {
  struct field field;
  cgroup->writes = room(decoder, reader, 2, sizeof *cgroup->writes);
  while (next_in(decoder, &reader, &field)) {
    switch (field.tag) {
      case 1: cgroup->path = string(decoder, &field); break;
      case 2: read_write(decoder, field_reader(&field), &cgroup->writes[cgroup->write_count++]); break;
      case 3: cgroup->join_only = true; break;
      case 4: cgroup->unified = true; break;
      case 5: cgroup->kill = true; break;
      default: break;
    }
  }
  if (cgroup->path == NULL || cgroup->path[0] != '/')
    decoder->bad = true;
}

static void read_log(struct decoder *decoder, struct reader reader, struct spec_log *log) {
  struct field field;
  while (next_in(decoder, &reader, &field)) {
    switch (field.tag) {
      case 1: log->directory = string(decoder, &field); break;
      case 2: log->segment_bytes = field_u64(&field, &decoder->bad); break;
      case 3: log->keep = field_u32(&field, &decoder->bad); break;
      case 4: log->mode = (enum log_mode) field_u8(&field, &decoder->bad); break;
      case 5: log->buffer_bytes = field_u64(&field, &decoder->bad); break;
      default: break;
    }
  }
  if (log->mode < LOG_BLOCKING || log->mode > LOG_NONE || (log->mode != LOG_NONE && log->directory == NULL))
    decoder->bad = true;
}

// A payload of two or more integers side by side.
static void read_packed(struct decoder *decoder, const struct field *field, void *value, size_t size) {
  if (field->length == size)
    memcpy(value, field->data, size);
  else
    decoder->bad = true;
}

static void read_rlimit(struct decoder *decoder, const struct field *field, struct spec_rlimit *rlimit) {
  unsigned char raw[20] = {0};
  read_packed(decoder, field, raw, sizeof raw);
  memcpy(&rlimit->resource, raw, 4);
  memcpy(&rlimit->soft, raw + 4, 8);
  memcpy(&rlimit->hard, raw + 12, 8);
}

static void read_top(struct decoder *decoder, const struct field *field) {
  struct spec *spec = decoder->spec;
  bool *bad = &decoder->bad;
  switch (field->tag) {
    case SPEC_ID: spec->id = string(decoder, field); break;
    case SPEC_RUN: spec->run = field_u32(field, bad); break;
    case SPEC_KIND: spec->kind = (enum spec_kind) field_u8(field, bad); break;
    case SPEC_ARG: add_string(decoder, &spec->args, field); break;
    case SPEC_ENV: add_string(decoder, &spec->environment, field); break;
    case SPEC_CWD: spec->cwd = string(decoder, field); break;
    case SPEC_UID: spec->has_uid = true; spec->uid = field_u32(field, bad); break;
    case SPEC_USER_NAME: spec->user_name = string(decoder, field); break;
    case SPEC_GID: spec->has_gid = true; spec->gid = field_u32(field, bad); break;
    case SPEC_GROUP_NAME: spec->group_name = string(decoder, field); break;
    case SPEC_EXTRA_GID: spec->extra_gids.items[spec->extra_gids.count++] = field_u32(field, bad); break;
    case SPEC_EXTRA_GROUP_NAME: add_string(decoder, &spec->extra_groups, field); break;
    case SPEC_HOSTNAME: spec->hostname = string(decoder, field); break;
    case SPEC_DOMAINNAME: spec->domainname = string(decoder, field); break;
    case SPEC_OPTIONS: spec->options = field_u64(field, bad); break;
    case SPEC_NAMESPACES: spec->namespaces = field_u32(field, bad); break;
    case SPEC_JOIN_NAMESPACE:
      read_packed(decoder, field, &spec->joins[spec->join_count++], sizeof *spec->joins);
      break;
    case SPEC_SECCOMP: {
      size_t size = sizeof(struct sock_filter);
      void *filter = take(decoder, field->length, alignof(struct sock_filter));
      if (filter == NULL || field->length == 0 || field->length % size != 0 || field->length / size > BPF_MAXINSNS) {
        *bad = true;
        break;
      }
      memcpy(filter, field->data, field->length);
      spec->seccomp = filter;
      spec->seccomp_length = field->length / size;
      break;
    }
    case SPEC_CAPABILITIES:
      spec->has_capabilities = true;
      read_packed(decoder, field, spec->capabilities, sizeof spec->capabilities);
      break;
    case SPEC_RLIMIT: read_rlimit(decoder, field, &spec->rlimits[spec->rlimit_count++]); break;
    case SPEC_ROOT: spec->has_root = true; read_root(decoder, field_reader(field), &spec->root); break;
    case SPEC_MOUNT: read_mount(decoder, field_reader(field), &spec->mounts[spec->mount_count++]); break;
    case SPEC_DEVICE: read_device(decoder, field_reader(field), &spec->devices[spec->device_count++]); break;
    case SPEC_LINK: read_link(decoder, field_reader(field), &spec->links[spec->link_count++]); break;
    case SPEC_MASKED: add_string(decoder, &spec->masked, field); break;
    case SPEC_READONLY: add_string(decoder, &spec->readonly, field); break;
    case SPEC_SYSCTL: add_string(decoder, &spec->sysctls, field); break;
    case SPEC_CGROUP: read_cgroup(decoder, field_reader(field), &spec->cgroups[spec->cgroup_count++]); break;
    case SPEC_LOG: read_log(decoder, field_reader(field), &spec->log); break;
    case SPEC_STATE_DIR: spec->state_dir = string(decoder, field); break;
    case SPEC_EXIT_FILE: spec->exit_file = string(decoder, field); break;
    case SPEC_ROWS_COLUMNS: {
      uint16_t size[2] = {0};
      read_packed(decoder, field, size, sizeof size);
      spec->rows = size[0];
      spec->columns = size[1];
      break;
    }
    case SPEC_OOM_SCORE_ADJ:
      spec->has_oom_score = true;
      spec->oom_score = (int32_t) field_u32(field, bad);
      break;
    case SPEC_TARGET: spec->has_target = true; spec->target = field_u32(field, bad); break;
    case SPEC_OOM_FILE: spec->oom_file = string(decoder, field); break;
    case SPEC_LOOPBACK: spec->loopback = true; break;
    default: break;
  }
}

static void make_rooms(struct decoder *decoder, struct reader fields) {
  struct spec *spec = decoder->spec;
  strings_room(decoder, fields, SPEC_ARG, &spec->args);
  strings_room(decoder, fields, SPEC_ENV, &spec->environment);
  strings_room(decoder, fields, SPEC_EXTRA_GROUP_NAME, &spec->extra_groups);
  strings_room(decoder, fields, SPEC_MASKED, &spec->masked);
  strings_room(decoder, fields, SPEC_READONLY, &spec->readonly);
  strings_room(decoder, fields, SPEC_SYSCTL, &spec->sysctls);
  spec->extra_gids.items = room(decoder, fields, SPEC_EXTRA_GID, sizeof *spec->extra_gids.items);
  spec->joins = room(decoder, fields, SPEC_JOIN_NAMESPACE, sizeof *spec->joins);
  spec->rlimits = room(decoder, fields, SPEC_RLIMIT, sizeof *spec->rlimits);
  spec->mounts = room(decoder, fields, SPEC_MOUNT, sizeof *spec->mounts);
  spec->devices = room(decoder, fields, SPEC_DEVICE, sizeof *spec->devices);
  spec->links = room(decoder, fields, SPEC_LINK, sizeof *spec->links);
  spec->cgroups = room(decoder, fields, SPEC_CGROUP, sizeof *spec->cgroups);
}

static int check(const struct spec *spec, struct error *error) {
  if (spec->kind != KIND_CONTAINER && spec->kind != KIND_EXEC)
    return fail(error, STAGE_SPEC, 0, "the spec has no KIND that this runner knows");
  if (spec->args.count == 0)
    return fail(error, STAGE_SPEC, 0, "the spec names no program to run");
  if (spec->kind == KIND_CONTAINER && !spec->has_root)
    return fail(error, STAGE_SPEC, 0, "the spec of a container has no ROOT");
  if (spec->kind == KIND_EXEC && !spec->has_target)
    return fail(error, STAGE_SPEC, 0, "the spec of an exec has no TARGET");
  if (spec->kind == KIND_CONTAINER && spec->log.mode == LOG_NO_LOG)
    return fail(error, STAGE_SPEC, 0, "the spec of a container has no LOG");
  return 0;
}

static int decode(const unsigned char *data, size_t size, struct spec *spec, struct error *error) {
  static const unsigned char magic[8] = {'G', 'S', 'P', 'C', 1, 0, 0, 0};
  uint32_t length;
  memcpy(&length, data + 8, sizeof length);
  if (memcmp(data, magic, sizeof magic) != 0 || length != size - SPEC_HEAD)
    return fail(error, STAGE_SPEC, 0, "the spec does not begin as version 1 does, or is cut");

  spec->memory_size = size * 16 + (1u << 16);
  spec->memory = mmap(NULL, spec->memory_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (spec->memory == MAP_FAILED) {
    spec->memory = NULL;
    return fail(error, STAGE_SPEC, errno, "memory for the spec");
  }
  struct decoder decoder = {.spec = spec};
  struct reader fields = {.at = data + SPEC_HEAD, .end = data + size};
  make_rooms(&decoder, fields);
  struct field field;
  int more = 1;
  while (!decoder.bad && (more = next_field(&fields, &field)) > 0)
    read_top(&decoder, &field);
  if (decoder.bad)
    return fail(error, STAGE_SPEC, 0, "field %u of the spec is malformed", field.tag);
  if (more < 0)
    return fail(error, STAGE_SPEC, 0, "the lengths of the spec's fields do not add up");
  return 0;
}

int spec_read_part(int memfd, struct spec *spec, struct error *error) {
  *spec = (struct spec){0};
  // Unsealed, the memory could change, or vanish with a SIGBUS, while it is read.
  int seals = fcntl(memfd, F_GET_SEALS);
  if (seals < 0 || (seals & SPEC_SEALS) != SPEC_SEALS)
    return fail(error, STAGE_SPEC, seals < 0 ? errno : 0, "the spec is no sealed memfd");
  struct stat status;
  if (fstat(memfd, &status) < 0)
    return fail(error, STAGE_SPEC, errno, "stat the spec");
  if (status.st_size < SPEC_HEAD || status.st_size > SPEC_MAX)
    return fail(error, STAGE_SPEC, 0, "the spec has a size of %lld bytes", (long long) status.st_size);
  size_t size = (size_t) status.st_size;
  unsigned char *data = mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, memfd, 0);
  if (data == MAP_FAILED)
    return fail(error, STAGE_SPEC, errno, "map the spec");
  int result = decode(data, size, spec, error);
  munmap(data, size);
  if (result < 0)
    spec_release(spec);
  return result;
}

int spec_read(int memfd, struct spec *spec, struct error *error) {
  if (spec_read_part(memfd, spec, error) < 0)
    return -1;
  if (check(spec, error) == 0)
    return 0;
  spec_release(spec);
  return -1;
}

void spec_release(struct spec *spec) {
  if (spec->memory != NULL)
    munmap(spec->memory, spec->memory_size);
  *spec = (struct spec){0};
}
