// A system call made in a process of its own, whatever becomes of it.
#pragma once

enum convention { X86_64, I386 };

struct outcome {
  char text[48];   // "ok", the name of the error, "ends", "waits", or the signal that it ended by
};

struct outcome trial_call(enum convention convention, long number, const long arguments[6]);

// Added to an errno that came only at the second step.
enum { AFTER_SUCCESS = 1000 };

// Runs the body in a child; its answer is 0 or minus an errno, as a system call's.
struct outcome trial(long (*body)(const void *), const void *argument);

// The bare call: minus an errno, as the kernel answers. i386 goes through int 0x80.
long bare_call(enum convention convention, long number, const long arguments[6]);
