#include "accounts.h"
#include "cleanup.h"
#include "inroot.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

// Larger ones go through mmap, so that the memory is given back.
static int read_all(int fd, struct accounts *accounts, size_t size) {
  char *data = mmap(NULL, size + 1, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (data == MAP_FAILED)
    return -1;
  size_t used = 0;
  while (used < size) {
    ssize_t length = read(fd, data + used, size - used);
    if (length < 0) {
      munmap(data, size + 1);
      return -1;
    }
    if (length == 0)
      break;
    used += (size_t) length;
  }
  data[used] = 0;
  *accounts = (struct accounts){.data = data, .size = size + 1, .at = data};
  return 0;
}

int accounts_open(int root, const char *path, struct accounts *accounts) {
  *accounts = (struct accounts){0};
  // O_NONBLOCK: opening a FIFO must not wait for a writer.
  cleanup_fd int fd = inroot_open(root, path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
  if (fd < 0)
    return errno == ENOENT || errno == ENOTDIR ? 0 : -1;
  struct stat status;
  if (fstat(fd, &status) < 0)
    return -1;
  if (!S_ISREG(status.st_mode)) {
    errno = EINVAL;
    return -1;
  }
  if (status.st_size > ACCOUNTS_MAX) {
    errno = EFBIG;
    return -1;
  }
  return status.st_size == 0 ? 0 : read_all(fd, accounts, (size_t) status.st_size);
}

bool accounts_next(struct accounts *accounts, struct account *account) {
  if (accounts->at == NULL || *accounts->at == 0)
    return false;
  char *line = accounts->at;
  char *end = strchrnul(line, '\n');
  accounts->at = *end == 0 ? end : end + 1;
  *end = 0;
  account->count = 0;
  while (account->count < ACCOUNT_FIELDS) {
    account->fields[account->count++] = line;
    char *colon = account->count < ACCOUNT_FIELDS ? strchr(line, ':') : NULL;
    if (colon == NULL)
      break;
    *colon = 0;
    line = colon + 1;
  }
  return true;
}

void accounts_close(struct accounts *accounts) {
  if (accounts->data != NULL)
    munmap(accounts->data, accounts->size);
  accounts->data = NULL;
}

bool accounts_number(const char *text, uint32_t *number) {
  uint64_t value = 0;
  if (*text == 0)
    return false;
  for (; *text != 0; text++) {
    if (*text < '0' || *text > '9')
      return false;
    value = value * 10 + (uint64_t) (*text - '0');
    if (value >= UINT32_MAX)
      return false;
  }
  *number = (uint32_t) value;
  return true;
}
