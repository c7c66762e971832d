// What to start: the decoded form of the engine's spec (docs/formats.md, section 3). Strings are terminated and live as
// long as the spec. Nothing here decides policy; it is all the engine's.
#pragma once

#include "error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum spec_kind { KIND_CONTAINER = 1, KIND_EXEC = 2 };

enum spec_option {
  OPTION_TTY = 1,
  OPTION_STDIN = 2,
  OPTION_NO_NEW_PRIVS = 4,
  OPTION_READONLY_ROOT = 8,
  OPTION_STDIN_ONCE = 16,
};

enum log_mode { LOG_NO_LOG = 0, LOG_BLOCKING = 1, LOG_NON_BLOCKING = 2, LOG_NONE = 3 };

enum { NO_DESCRIPTOR = -1 };

struct strings {
  size_t count;
  char **items;    // followed by a NULL, as argv and environ are
};

struct ids {
  size_t count;
  gid_t *items;
};

struct spec_rlimit {
  uint32_t resource;
  uint64_t soft;
  uint64_t hard;
};

struct spec_root {
  const char *upper;
  const char *work;
  struct strings lower;
  uint64_t propagation;
  const char *bind;
};

struct spec_mount {
  const char *source;
  const char *target;
  const char *type;
  uint64_t flags;
  const char *data;
  uint64_t propagation;
  int source_fd;          // index into the descriptors of START, or NO_DESCRIPTOR
  bool optional;
  bool recursive_readonly;
  bool copy_up;
  uint32_t mode;          // 0: the default of what is made
};

struct spec_device {
  const char *path;
  uint32_t mode;
  uint32_t major;
  uint32_t minor;
  uint32_t uid;
  uint32_t gid;
};

struct spec_link {
  const char *target;
  const char *path;
};

struct spec_write {
  const char *file;
  const char *value;
  bool optional;
};

struct spec_cgroup {
  const char *path;
  struct spec_write *writes;
  size_t write_count;
  bool join_only;
  bool unified;
  bool kill;
};

struct spec_join {
  uint32_t type;          // one CLONE_NEW… bit
  uint32_t fd;            // index into the descriptors of START
};

struct spec_log {
  const char *directory;
  uint64_t segment_bytes;
  uint32_t keep;
  enum log_mode mode;
  uint64_t buffer_bytes;
};

struct spec {
  const char *id;
  uint32_t run;
  enum spec_kind kind;
  struct strings args;
  struct strings environment;
  const char *cwd;
  bool has_uid;
  uint32_t uid;
  const char *user_name;
  bool has_gid;
  uint32_t gid;
  const char *group_name;
  struct ids extra_gids;
  struct strings extra_groups;
  const char *hostname;
  const char *domainname;
  uint64_t options;
  uint32_t namespaces;
  struct spec_join *joins;
  size_t join_count;
  const void *seccomp;    // struct sock_filter[], perhaps unaligned: only the kernel reads it
  size_t seccomp_length;  // in instructions
  bool has_capabilities;
  uint64_t capabilities[5];   // bounding, effective, permitted, inheritable, ambient
  struct spec_rlimit *rlimits;
  size_t rlimit_count;
  bool has_root;
  struct spec_root root;
  struct spec_mount *mounts;
  size_t mount_count;
  struct spec_device *devices;
  size_t device_count;
  struct spec_link *links;
  size_t link_count;
  struct strings masked;
  struct strings readonly;
  struct strings sysctls;
  struct spec_cgroup *cgroups;
  size_t cgroup_count;
  struct spec_log log;
  const char *state_dir;
  const char *exit_file;
  uint16_t rows;
  uint16_t columns;
  bool has_oom_score;
  int32_t oom_score;
  bool has_target;
  uint32_t target;
  const char *oom_file;
  bool loopback;

  void *memory;           // all of the above lives here
  size_t memory_size;
};

// Decodes the sealed memfd. The result is released with spec_release.
int spec_read(int memfd, struct spec *spec, struct error *error);

// The same of a spec that need not be whole: a part of what containers have.
int spec_read_part(int memfd, struct spec *spec, struct error *error);

void spec_release(struct spec *spec);

static inline bool spec_option(const struct spec *spec, enum spec_option option) {
  return (spec->options & option) != 0;
}
