// Every system call of each calling convention, by number, with arguments that no call can do anything with. What counts is the
// error: a filter answers before the kernel looks at the arguments.
#include "probe.h"
#include "trial.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { HIGHEST = 480, X32 = 0x40000000, X32_FIRST = 512, X32_LAST = 547 };

static void tell(const char *section, enum convention convention, long number) {
  char key[16];
  long ones = convention == I386 ? 0xffffffffL : -1L;
  long arguments[6] = {ones, ones, ones, ones, ones, ones};
  long plain = number & ~(long) X32;
  // The only call that minus one tells to make something that stays: a message queue.
  if (plain == (convention == I386 ? 399 : 68)) {
    arguments[0] = 0x6a6e7479;
    arguments[1] = 0;
  }
  // What kill(-1, -1) answers depends on who else is there.
  if (plain == (convention == I386 ? 37 : 62)) {
    arguments[0] = 0x3fffffff;
    arguments[1] = 0;
  }
  struct outcome outcome = trial_call(convention, number, arguments);
  snprintf(key, sizeof key, "%ld", plain);
  say(section, key, "%s", outcome.text);
}

void tell_calls(void) {
  for (long number = 0; number < HIGHEST; number++)
    tell("call x86-64", X86_64, number);
  for (long number = 0; number < HIGHEST; number++)
    tell("call i386", I386, number);
  for (long number = 0; number < HIGHEST; number++)
    tell("call x32", X86_64, X32 + number);
  for (long number = X32_FIRST; number <= X32_LAST; number++)
    tell("call x32", X86_64, X32 + number);
}
