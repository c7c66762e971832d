// What the tests share: a count of checks, a throw-away root file system, and the engine's side of the wire.
#pragma once

#include "../message.h"
#include "../spec.h"

#include <stdio.h>
#include <string.h>
#include <sys/types.h>

// ---- checks

struct tally {
  int passed;
  int failed;
  bool bad;              // the running test has failed a check
  const char *only;      // run only tests whose name holds this
};

struct world;
void test(struct world *world, const char *sentence, void (*body)(struct world *));

#define CHECK(world, condition) check_that(world, condition, #condition, __FILE__, __LINE__)
#define CHECK_TEXT(world, actual, expected) check_text(world, actual, expected, __FILE__, __LINE__)
#define CHECK_NUMBER(world, actual, expected) \
  check_number(world, (long long) (actual), (long long) (expected), #actual, __FILE__, __LINE__)
bool check_that(struct world *world, bool condition, const char *text, const char *file, int line);
bool check_text(struct world *world, const char *actual, const char *expected, const char *file, int line);
bool check_number(struct world *world, long long actual, long long expected, const char *text, const char *file, int line);

// ---- the world: a spawner and a folder

enum { CONTROLLERS = 8 };
extern const char *const CONTROLLER_NAMES[CONTROLLERS];

struct world {
  struct tally tally;
  char folder[48];         // /tmp/gantry-ctest-PID
  char layer[80];          // the lower layer: busybox, /etc, a few folders
  const char *runner;      // path of the runner's binary
  int spawner;             // the engine's end; -1 when it is not running
  pid_t spawner_pid;
  int number;              // of the last container made
};

void world_open(struct world *world, const char *runner);
void world_close(struct world *world);
void spawner_start(struct world *world);
void spawner_stop(struct world *world);

// ---- monitors that the spawner has made ahead

enum { STANDBYS = 2 };

struct standbys {
  pid_t spawner;
  pid_t pids[8];
  int count;
};

// For eventually(), of a struct standbys with its spawner: as many wait as it keeps; none does.
bool standbys_wait(void *standbys);
bool standbys_gone(void *standbys);

// ---- a container under test

struct box {
  struct world *world;
  int number;
  unsigned char *data;      // the spec being built
  struct writer spec;
  int fds[64];              // further descriptors of START, from index 2
  int fd_count;
  uint64_t start_flags;     // of START; 0 unless a test sets it
  int pair;                 // our end of the first connection; -1 when closed
  pid_t monitor;
  pid_t pid;
  char folder[80];          // upper, work, log, state, exit
  unsigned char message[MESSAGE_MAX];
  char text[512];           // the TEXT of the last ERROR
  char stage[32];
  int code;                 // of EXIT, or errno of ERROR
  int signal;
  bool oom;
  unsigned char *output;    // all OUTPUT so far, both streams
  size_t output_length;
  uint64_t line, segment, offset;
  bool input_gone;
};

enum { WITH_TTY = OPTION_TTY, WITH_STDIN = OPTION_STDIN };

// Begins a spec with all that an ordinary container has: overlay, mounts, devices, masks, cgroups, log.
void box_begin(struct box *box, struct world *world, uint64_t options);

// Begins a spec with nothing but names and places; for tests that choose the rest themselves.
void box_begin_bare(struct box *box, struct world *world, uint64_t options);

// Begins an exec into a running box; the target's pidfd is descriptor 2.
void box_begin_exec(struct box *box, struct box *target, uint64_t options);

void box_ordinary_mounts(struct box *box);     // and devices, links, masks
void box_devices(struct box *box);             // with the links of /dev
void box_overlay(struct box *box);
void box_cgroups(struct box *box, bool join_only, int of_number);
void box_log(struct box *box, enum log_mode mode, uint64_t segment_bytes, uint32_t keep);
void box_mount(struct box *box, const char *source, const char *target, const char *type, uint64_t flags, const char *data);
void box_arguments(struct box *box, const char *first, ...);      // ends with NULL
void box_shell(struct box *box, const char *script);
int box_descriptor(struct box *box, int fd);                      // gives its index

// SETUP, with the mounts, devices and links of box_begin as what most containers have. It makes standbys wanted.
void spawner_set_up(struct world *world);

enum { OWN_NETWORK = 1 };  // a flag of START

// START; true if the answer was FORKED.
bool box_fork(struct box *box);
// Messages of the monitor until one of the type comes (1) or the connection ends (0); -1 after ten seconds.
int box_await(struct box *box, enum message_type type, struct message *found);
bool box_ready(struct box *box);                                   // fork and wait for READY
bool box_go(struct box *box);                                      // GO and wait for STARTED
bool box_start(struct box *box);                                   // all of it
bool box_wait(struct box *box);                                    // until EXIT; box->code is set
int box_run(struct box *box);                                      // start and wait; the exit code, or -1
void box_send(struct box *box, enum message_type type, const void *data, size_t length);
void box_send_u32(struct box *box, enum message_type type, uint16_t tag, uint32_t value);
int box_connect(struct box *box);                                  // a second connection to monitor.sock
void box_hang_up(struct box *box);
void box_end(struct box *box);                                     // kills what still runs; frees

// The payload of all records of a stream, in order.
char *box_log_text(struct box *box, int stream);
// Waits until the text was printed.
bool box_until_logged(struct box *box, const char *text);
// A file of the box's folder, as text.
char *box_file(struct box *box, const char *name);
void box_write(struct box *box, const char *path_in_upper, const char *text);

char *read_text(const char *path);
void write_text(const char *path, const char *text);
bool eventually(bool (*holds)(void *), void *argument);

// For eventually(): the process whose pid_t this is has ended, and is collected where it is ours to collect.
bool is_gone(void *pid);
uint64_t now_ns(void);
