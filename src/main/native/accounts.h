// /etc/passwd and /etc/group of a container, which are what a stranger put into an image: only regular files are read,
// never more than ACCOUNTS_MAX bytes, and numbers only if they are plain decimal ones.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  ACCOUNTS_MAX = 8 << 20,
  ACCOUNT_FIELDS = 7,
};

// One line, cut at its colons; the fields live until the next call.
struct account {
  size_t count;
  char *fields[ACCOUNT_FIELDS];
};

struct accounts {
  char *data;        // NULL where the file is not there
  size_t size;
  char *at;
};

// Reads the file below the root. A missing file has no lines. -1 with errno: EINVAL it is no regular file, EFBIG it is too large.
int accounts_open(int root, const char *path, struct accounts *accounts);

// The next line, false at the end.
bool accounts_next(struct accounts *accounts, struct account *account);

void accounts_close(struct accounts *accounts);

// A plain decimal number below 4294967295 (which means "no change" to the kernel).
bool accounts_number(const char *text, uint32_t *number);
