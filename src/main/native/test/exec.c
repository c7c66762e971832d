// Processes that join a running container.
#include "suites.h"
#include "../cleanup.h"
#include "../logformat.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <unistd.h>

static bool start_host(struct world *world, struct box *host) {
  box_begin(host, world, 0);
  put_string(&host->spec, 13, "host");
  box_shell(host, "echo x >/tmp/there; echo up; sleep 1000");
  return CHECK(world, box_start(host)) && CHECK(world, box_until_logged(host, "up\n"));
}

static void attach(struct box *exec) {
  box_send(exec, MSG_ATTACH, NULL, 0);
}

static void output_and_code(struct world *world) {
  struct box host, exec;
  if (start_host(world, &host)) {
    box_begin_exec(&exec, &host, 0);
    box_shell(&exec, "cat /tmp/there; hostname; grep pids /proc/self/cgroup; echo e >&2; exit 3");
    if (CHECK(world, box_ready(&exec))) {
      attach(&exec);
      CHECK(world, box_go(&exec) && box_wait(&exec));
      CHECK_NUMBER(world, exec.code, 3);
      CHECK_NUMBER(world, exec.output_length, strlen("x\nhost\n8:pids:/\ne\n"));
      CHECK(world, strstr((char *) exec.output, "x\nhost\n8:pids:/\n") != NULL);
    }
    box_end(&exec);
  }
  box_end(&host);
}

static void with_stdin(struct world *world) {
  struct box host, exec;
  if (start_host(world, &host)) {
    box_begin_exec(&exec, &host, WITH_STDIN);
    box_arguments(&exec, "cat", NULL);
    if (CHECK(world, box_ready(&exec))) {
      attach(&exec);
      CHECK(world, box_go(&exec));
      box_send(&exec, MSG_INPUT, "abc", 3);
      box_send(&exec, MSG_INPUT_END, NULL, 0);
      CHECK(world, box_wait(&exec));
      CHECK_TEXT(world, (char *) exec.output, "abc");
    }
    box_end(&exec);
  }
  box_end(&host);
}

static void with_terminal(struct world *world) {
  struct box host, exec;
  if (start_host(world, &host)) {
    box_begin_exec(&exec, &host, WITH_TTY | WITH_STDIN);
    unsigned char size[4] = {10, 0, 20, 0};
    put_bytes(&exec.spec, 32, size, sizeof size);
    box_shell(&exec, "stty size; tty");
    if (CHECK(world, box_ready(&exec))) {
      attach(&exec);
      CHECK(world, box_go(&exec) && box_wait(&exec));
      CHECK_TEXT(world, (char *) exec.output, "10 20\r\n/dev/pts/0\r\n");
    }
    box_end(&exec);
  }
  box_end(&host);
}

static void slow_client(struct world *world) {
  struct box host, exec;
  if (start_host(world, &host)) {
    box_begin_exec(&exec, &host, 0);
    box_shell(&exec, "seq 1 300000; echo end >/tmp/written");
    if (CHECK(world, box_ready(&exec))) {
      attach(&exec);
      box_send(&exec, MSG_GO, NULL, 0);
      // Nobody reads: the process must be waiting, not the monitor hoarding.
      usleep(300000);
      char path[64];
      snprintf(path, sizeof path, "/proc/%d/root/tmp/written", host.pid);
      CHECK(world, access(path, F_OK) < 0);
      CHECK(world, box_wait(&exec));
      CHECK_NUMBER(world, exec.output_length, 1988895);
    }
    box_end(&exec);
  }
  box_end(&host);
}

static void missing_program(struct world *world) {
  struct box host, exec;
  if (start_host(world, &host)) {
    box_begin_exec(&exec, &host, 0);
    box_arguments(&exec, "nope", NULL);
    if (CHECK(world, box_ready(&exec))) {
      box_send(&exec, MSG_GO, NULL, 0);
      CHECK_NUMBER(world, box_await(&exec, MSG_ERROR, NULL), 1);
      CHECK_TEXT(world, exec.stage, "exec");
      CHECK_NUMBER(world, exec.code, 2);
    }
    box_end(&exec);
  }
  box_end(&host);
}

static void ends_with_container(struct world *world) {
  struct box host, exec;
  if (start_host(world, &host)) {
    box_begin_exec(&exec, &host, 0);
    box_shell(&exec, "sleep 1000");
    if (CHECK(world, box_start(&exec))) {
      box_send_u32(&host, MSG_KILL, TAG_SIGNAL, SIGKILL);
      CHECK(world, box_wait(&exec));
      CHECK_NUMBER(world, exec.code, 137);
      CHECK(world, box_wait(&host));
    }
    box_end(&exec);
  }
  box_end(&host);
}

// As when the engine is killed: its connection goes, and with it whoever was attached.
static void goes_on_alone(struct world *world) {
  struct box host, exec;
  if (start_host(world, &host)) {
    box_begin_exec(&exec, &host, WITH_STDIN);
    box_shell(&exec, "cat >/dev/null; echo nobody hears; until [ -e /tmp/found ]; do sleep 0.02; done; exit 4");
    if (CHECK(world, box_start(&exec))) {
      box_hang_up(&exec);
      usleep(50000);
      exec.pair = box_connect(&exec);
      if (CHECK(world, exec.pair >= 0)) {
        box_send(&exec, MSG_HELLO, NULL, 0);
        pid_t process = exec.pid;
        CHECK_NUMBER(world, box_await(&exec, MSG_STATE, NULL), 1);
        CHECK_NUMBER(world, exec.pid, process);
        char path[64];
        snprintf(path, sizeof path, "/proc/%d/root/tmp/found", host.pid);
        cleanup_fd int found = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        CHECK(world, found >= 0 && box_wait(&exec));
        CHECK_NUMBER(world, exec.code, 4);
      }
      cleanup_memory char *exit_file = box_file(&exec, "exit");
      CHECK(world, exit_file != NULL && strstr(exit_file, "code=4\n") != NULL);
    }
    box_end(&exec);
  }
  box_end(&host);
}

static void join_one(struct box *box, const struct box *host, const char *name, uint32_t type) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/ns/%s", host->pid, name);
  uint32_t join[2] = {type, (uint32_t) box_descriptor(box, open(path, O_RDONLY | O_CLOEXEC))};
  put_bytes(&box->spec, 17, join, sizeof join);
}

static void joins(struct world *world) {
  struct box host, guest;
  if (start_host(world, &host)) {
    box_begin(&guest, world, 0);
    put_u32(&guest.spec, 16, CLONE_NEWNS | CLONE_NEWCGROUP);
    join_one(&guest, &host, "net", CLONE_NEWNET);
    join_one(&guest, &host, "ipc", CLONE_NEWIPC);
    join_one(&guest, &host, "uts", CLONE_NEWUTS);
    join_one(&guest, &host, "pid", CLONE_NEWPID);
    box_shell(&guest, "hostname; for n in net ipc uts pid; do "
                      "test $(readlink /proc/1/ns/$n) = $(readlink /proc/self/ns/$n) && echo same; done; test $$ = 1 || echo guest");
    CHECK_NUMBER(world, box_run(&guest), 0);
    cleanup_memory char *out = box_log_text(&guest, LOG_STDOUT);
    CHECK_TEXT(world, out, "host\nsame\nsame\nsame\nsame\nguest\n");
    box_end(&guest);
  }
  box_end(&host);
}

void suite_exec(struct world *world) {
  test(world, "an exec joins namespaces and cgroups, and its output and code are told", output_and_code);
  test(world, "an exec reads what is sent", with_stdin);
  test(world, "an exec has a terminal of the container's", with_terminal);
  test(world, "a slow client makes an exec wait, and gets every byte", slow_client);
  test(world, "an exec of a missing program fails by itself", missing_program);
  test(world, "an exec outlives the engine without its input, and is found again", goes_on_alone);
  test(world, "a container can join another's namespaces, its pids too", joins);
  test(world, "the container's end ends its execs, and is not held up by them", ends_with_container);
}
