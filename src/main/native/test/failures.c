// Starts that fail, engines that die, and monitors that are found again.
#include "suites.h"
#include "../cleanup.h"
#include "../logformat.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

static void check_cgroup_gone(struct world *world, const struct box *box) {
  struct stat status;
  char path[160];
  snprintf(path, sizeof path, "/sys/fs/cgroup/pids/gantry-ctest-%d-%d", getpid(), box->number);
  CHECK(world, stat(path, &status) < 0);
}

static void expect_error(struct world *world, struct box *box, const char *stage, int code, const char *text) {
  CHECK(world, box_fork(box));
  if (box_await(box, MSG_READY, NULL) == 1) {
    box_send(box, MSG_GO, NULL, 0);
    CHECK_NUMBER(world, box_await(box, MSG_ERROR, NULL), 1);
  }
  CHECK_TEXT(world, box->stage, stage);
  CHECK_NUMBER(world, box->code, code);
  CHECK_TEXT(world, box->text, text);
  check_cgroup_gone(world, box);
  box_end(box);
}

static void not_found(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  box_arguments(&box, "no-such-program", NULL);
  expect_error(world, &box, "exec", ENOENT, "no-such-program");
}

static void not_executable(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  box_arguments(&box, "/etc/passwd", NULL);
  expect_error(world, &box, "exec", EACCES, "/etc/passwd");
}

static void bad_mount(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  box_mount(&box, NULL, "/x", "tmpfs", 0, "nonsense=1");
  box_arguments(&box, "true", NULL);
  expect_error(world, &box, "mount", EINVAL, "mount tmpfs on /x (tmpfs: Unknown parameter 'nonsense'): Invalid argument");
}

static void missing_bind(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  box_mount(&box, "/no/such/source", "/x", "bind", 0, NULL);
  box_arguments(&box, "true", NULL);
  expect_error(world, &box, "mount", ENOENT, "bind /no/such/source on /x: No such file or directory");
}

static void unsealed(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  box.spec.used -= 3;   // the lengths of the fields do not add up any more
  CHECK(world, box_fork(&box));
  CHECK_NUMBER(world, box_await(&box, MSG_ERROR, NULL), 1);
  CHECK_TEXT(world, box.stage, "spec");
  box_end(&box);
}

static void no_go(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  box_shell(&box, "echo never");
  if (CHECK(world, box_ready(&box))) {
    box_hang_up(&box);
    CHECK(world, eventually(is_gone, &box.monitor));
    CHECK(world, kill(box.pid, 0) < 0);
  }
  cleanup_memory char *out = box_log_text(&box, LOG_STDOUT);
  CHECK_TEXT(world, out, "");
  check_cgroup_gone(world, &box);
  box_end(&box);
}

static void held(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  box_shell(&box, "echo now");
  if (CHECK(world, box_ready(&box))) {
    usleep(50000);
    cleanup_memory char *state = box_file(&box, "state/state");
    CHECK(world, state != NULL && strstr(state, "pid=") != NULL && strstr(state, "started_ns") == NULL);
    cleanup_memory char *out = box_log_text(&box, LOG_STDOUT);
    CHECK_TEXT(world, out, "");
    CHECK(world, box_go(&box) && box_wait(&box));
  }
  box_end(&box);
}

static void adopted(struct world *world) {
  struct box box;
  box_begin(&box, world, WITH_STDIN);
  box_shell(&box, "echo before; read line; echo $line; exit 5");
  if (CHECK(world, box_start(&box))) {
    // The engine dies: its connection and the spawner go.
    box_hang_up(&box);
    spawner_stop(world);
    usleep(50000);
    box.pair = box_connect(&box);
    if (CHECK(world, box.pair >= 0)) {
      box_send(&box, MSG_HELLO, NULL, 0);
      struct message state;
      CHECK_NUMBER(world, box_await(&box, MSG_STATE, &state), 1);
      CHECK_NUMBER(world, box.line, 2);
      box_send(&box, MSG_INPUT, "still here\n", 11);
      CHECK(world, box_wait(&box));
      CHECK_NUMBER(world, box.code, 5);
    }
    spawner_start(world);
  }
  cleanup_memory char *out = box_log_text(&box, LOG_STDOUT);
  CHECK_TEXT(world, out, "before\nstill here\n");
  box_end(&box);
}

static void alone(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  box_shell(&box, "sleep 0.2; echo alone; exit 9");
  if (CHECK(world, box_start(&box))) {
    box_hang_up(&box);
    CHECK(world, eventually(is_gone, &box.monitor));
  }
  cleanup_memory char *exit_file = box_file(&box, "exit");
  CHECK(world, exit_file != NULL && strstr(exit_file, "code=9\n") != NULL);
  cleanup_memory char *out = box_log_text(&box, LOG_STDOUT);
  CHECK_TEXT(world, out, "alone\n");
  box_end(&box);
}

static void descriptors(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  box_shell(&box, "echo mark >/made; echo made; sleep 100");
  if (CHECK(world, box_start(&box)) && CHECK(world, box_until_logged(&box, "made\n"))) {
    box_send(&box, MSG_DESCRIPTORS, NULL, 0);
    int fds[4];
    int count = 4;
    CHECK(world, packet_receive(box.pair, box.message, sizeof box.message, fds, &count, true) > 0);
    if (CHECK_NUMBER(world, count, 2)) {
      cleanup_fd int made = openat(fds[1], "made", O_RDONLY);
      char text[16] = {0};
      CHECK(world, made >= 0 && read(made, text, sizeof text - 1) == 5);
      close(fds[0]);
      close(fds[1]);
    }
  }
  box_end(&box);
}

static bool is_empty(void *path) {
  cleanup_memory char *text = read_text(path);
  return text != NULL && text[0] == 0;
}

static void no_zombies(struct world *world) {
  for (int i = 0; i < 5; i++) {
    struct box box;
    box_begin(&box, world, 0);
    box_arguments(&box, "true", NULL);
    CHECK_NUMBER(world, box_run(&box), 0);
    box_end(&box);
  }
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/task/%d/children", world->spawner_pid, world->spawner_pid);
  CHECK(world, eventually(is_empty, path));
}

void suite_failures(struct world *world) {
  test(world, "a program that is not there is told as ENOENT, and all is cleaned up", not_found);
  test(world, "a file that may not be run is told as EACCES", not_executable);
  test(world, "a mount that fails names its target and the kernel's words", bad_mount);
  test(world, "a bind whose source is missing is told before anything is started", missing_bind);
  test(world, "a spec that is cut is refused", unsealed);
  test(world, "if the engine goes before GO the container is killed and cleaned up", no_go);
  test(world, "before GO nothing runs, and the state file is in place", held);
  test(world, "a container outlives engine and spawner, and is found again with its stdin open", adopted);
  test(world, "an exit that nobody hears is in the exit file", alone);
  test(world, "the root and the pidfd can be had", descriptors);
  test(world, "the spawner leaves no zombies", no_zombies);
}
