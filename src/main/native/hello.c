// The program of the hello-world sample: says what had to happen for its words to be seen. Without a C library, so that
// the image is a few hundred bytes.
#include <asm/unistd.h>

static const char GREETING[] =
    "\n"
    "Hello from Gantry!\n"
    "If you can read this, every part of the engine has done its work:\n"
    "\n"
    " 1. The client asked the engine for a container of the image \"hello-world\".\n"
    " 2. The engine looked the image up in its store, and fetched it where it was missing.\n"
    " 3. It laid a writable layer over the image's files and wrote down what to start.\n"
    " 4. A small monitor made namespaces, cgroups and mounts, and started this program in them.\n"
    " 5. The monitor wrote these lines to the log, from where they came to your terminal.\n"
    "\n"
    "Now for something larger:\n"
    "  docker run -it debian bash\n"
    "\n";

static long call(long number, long first, long second, long third) {
  long result;
#if defined(__x86_64__)
  __asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(first), "S"(second), "d"(third) : "rcx", "r11", "memory");
#elif defined(__aarch64__)
  register long x8 __asm__("x8") = number;
  register long x0 __asm__("x0") = first;
  register long x1 __asm__("x1") = second;
  register long x2 __asm__("x2") = third;
  __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2) : "memory");
  result = x0;
#else
#error "no system call for this processor here"
#endif
  return result;
}

_Noreturn void _start(void);

_Noreturn void _start(void) {
  long left = sizeof GREETING - 1;
  while (left > 0) {
    long written = call(__NR_write, 1, (long) (GREETING + sizeof GREETING - 1 - left), left);
    if (written <= 0)
      break;
    left -= written;
  }
  for (;;)
    call(__NR_exit_group, left == 0 ? 0 : 1, 0, 0);
}
