#include "execute.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char DEFAULT_PATH[] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

static const char *value_of(char *const *environment, const char *name) {
  size_t length = strlen(name);
  for (; *environment != NULL; environment++)
    if (strncmp(*environment, name, length) == 0 && (*environment)[length] == '=')
      return *environment + length + 1;
  return NULL;
}

char **execute_environment(const struct spec *spec, const char *home) {
  char **environment = calloc(spec->environment.count + 2, sizeof *environment);
  if (environment == NULL)
    return NULL;
  for (size_t i = 0; i < spec->environment.count; i++)
    environment[i] = spec->environment.items[i];
  if (value_of(environment, "HOME") == NULL &&
      asprintf(&environment[spec->environment.count], "HOME=%s", home) < 0)
    return NULL;
  return environment;
}

// Only what lies in a folder is passed over for the next folder; all else is the answer.
static bool try_next(int code) {
  return code == ENOENT || code == ENOTDIR || code == EACCES || code == ELOOP || code == ENAMETOOLONG;
}

static int search(char *const *arguments, char *const *environment) {
  const char *path = value_of(environment, "PATH");
  if (path == NULL)
    path = DEFAULT_PATH;
  int result = ENOENT;
  for (;;) {
    const char *end = strchrnul(path, ':');
    char program[PATH_MAX];
    // An empty entry means the working directory.
    int length = end == path ? snprintf(program, sizeof program, "./%s", arguments[0])
                             : snprintf(program, sizeof program, "%.*s/%s", (int) (end - path), path, arguments[0]);
    if (length < (int) sizeof program) {
      execve(program, arguments, environment);
      if (!try_next(errno))
        return errno;
      if (errno == EACCES)
        result = EACCES;
    }
    if (*end == 0)
      return result;
    path = end + 1;
  }
}

int execute(const struct spec *spec, char *const *environment, struct error *error) {
  char *const *arguments = spec->args.items;
  int code;
  if (arguments[0][0] == 0) {
    code = ENOENT;
  } else if (strchr(arguments[0], '/') != NULL) {
    execve(arguments[0], arguments, environment);
    code = errno;
  } else {
    code = search(arguments, environment);
  }
  return fail_plain(error, STAGE_EXEC, code, "%s", arguments[0]);
}
