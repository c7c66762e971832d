// Who a process runs as: the spec's user and groups, looked up in the container's own files.
#pragma once

#include "spec.h"

enum { GROUPS_MAX = 1024 };

struct identity {
  uid_t uid;
  gid_t gid;
  gid_t groups[GROUPS_MAX];
  size_t group_count;
  char home[4096];
};

// Fills in the identity. An unknown name is stage `user` with errno 0.
int users_resolve(const struct spec *spec, int root, struct identity *identity, struct error *error);
