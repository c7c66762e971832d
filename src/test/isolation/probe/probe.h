// What a process inside a container finds, printed as lines of `section TAB key TAB value`.
#pragma once

void say(const char *section, const char *key, const char *format, ...) __attribute__((format(printf, 3, 4)));

// Text of a file (up to 64 KiB) with line ends as they are, or its error; freed by the caller.
char *text_of(const char *path);

void tell_process(void);   // who and where it is: status, limits, environment, namespaces, descriptors
void tell_files(void);     // mounts, /dev, /proc, /sys, sysctls, cgroups
void tell_calls(void);     // every system call by number
void tell_attempts(void);  // chosen calls with arguments that matter
