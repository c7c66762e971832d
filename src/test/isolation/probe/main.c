// Run as a container's process: tells what it finds, ends with the line "end", and stays until it is killed; with the argument
// "once" it does not stay, with "rest" it does nothing else.
#include "probe.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void say(const char *section, const char *key, const char *format, ...) {
  char value[70000];
  va_list rest;
  va_start(rest, format);
  vsnprintf(value, sizeof value, format, rest);
  va_end(rest);
  printf("%s\t%s\t", section, key);
  for (const char *at = value; *at != 0; at++)
    if (*at == '\n')
      fputs("\\n", stdout);
    else if (*at == '\t')
      fputs("\\t", stdout);
    else if ((unsigned char) *at < 32)
      printf("\\x%02x", *at);
    else
      putchar(*at);
  putchar('\n');
}

char *text_of(const char *path) {
  char *text = calloc(1, 65536);
  int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
  size_t used = 0;
  ssize_t length = fd < 0 ? -1 : 0;
  while (fd >= 0 && used < 65535 && (length = read(fd, text + used, 65535 - used)) > 0)
    used += (size_t) length;
  if (length < 0)
    snprintf(text, 65536, "%s", strerrorname_np(errno));
  if (fd >= 0)
    close(fd);
  return text;
}

int main(int count, char **arguments) {
  if (count > 1 && strcmp(arguments[1], "rest") == 0)
    for (;;)
      pause();
  setvbuf(stdout, NULL, _IOFBF, 1 << 16);
  tell_process();
  tell_files();
  tell_attempts();
  tell_calls();
  puts("end");
  fflush(stdout);
  if (count > 1 && strcmp(arguments[1], "once") == 0)
    return 0;
  for (;;)
    pause();
}
