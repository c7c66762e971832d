// A container's life: start, streams, exit, and what it leaves behind.
#include "suites.h"
#include "../cleanup.h"
#include "../logformat.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

static void exit_code(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  box_shell(&box, "echo hello; echo problem >&2; exit 7");
  CHECK_NUMBER(world, box_run(&box), 7);
  cleanup_memory char *out = box_log_text(&box, LOG_STDOUT);
  cleanup_memory char *err = box_log_text(&box, LOG_STDERR);
  cleanup_memory char *marks = box_log_text(&box, LOG_MARK);
  CHECK_TEXT(world, out, "hello\n");
  CHECK_TEXT(world, err, "problem\n");
  CHECK_TEXT(world, marks, "event=start\nevent=exit\ncode=7\nsignal=0\noom=0\n");
  cleanup_memory char *exit_file = box_file(&box, "exit");
  CHECK(world, exit_file != NULL && strstr(exit_file, "code=7\n") != NULL && strstr(exit_file, "line=3\n") != NULL);
  box_end(&box);
}

static void killed(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  box_shell(&box, "sleep 100");
  if (CHECK(world, box_start(&box))) {
    box_send_u32(&box, MSG_KILL, TAG_SIGNAL, SIGKILL);
    CHECK(world, box_wait(&box));
    CHECK_NUMBER(world, box.code, 137);
    CHECK_NUMBER(world, box.signal, SIGKILL);
  }
  box_end(&box);
}

static void all_output(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  box_shell(&box, "seq 1 200000");
  CHECK_NUMBER(world, box_run(&box), 0);
  CHECK_NUMBER(world, box.line, 200001);
  cleanup_memory char *out = box_log_text(&box, LOG_STDOUT);
  size_t length = strlen(out);
  CHECK_NUMBER(world, length, 1288895);
  CHECK(world, length > 7 && strcmp(out + length - 7, "200000\n") == 0);
  box_end(&box);
}

static void leaves_nothing(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  box_shell(&box, "sleep 100 & exit 0");
  CHECK_NUMBER(world, box_run(&box), 0);
  box_end(&box);
  struct stat status;
  char path[160];
  for (int i = 0; i < CONTROLLERS; i++) {
    snprintf(path, sizeof path, "/sys/fs/cgroup/%s/gantry-ctest-%d-%d", CONTROLLER_NAMES[i], getpid(), box.number);
    CHECK(world, stat(path, &status) < 0 && errno == ENOENT);
  }
  cleanup_memory char *mounts = read_text("/proc/self/mountinfo");
  CHECK(world, mounts != NULL && strstr(mounts, "gantry-ctest") == NULL);
  snprintf(path, sizeof path, "%s/state/monitor.sock", box.folder);
  CHECK(world, stat(path, &status) < 0);
}

static void stdin_half_close(struct world *world) {
  struct box box;
  box_begin(&box, world, WITH_STDIN);
  box_arguments(&box, "cat", NULL);
  if (CHECK(world, box_start(&box))) {
    box_send(&box, MSG_INPUT, "one\n", 4);
    box_send(&box, MSG_INPUT, "two\n", 4);
    box_send(&box, MSG_INPUT_END, NULL, 0);
    CHECK(world, box_wait(&box));
    CHECK_NUMBER(world, box.code, 0);
  }
  cleanup_memory char *out = box_log_text(&box, LOG_STDOUT);
  CHECK_TEXT(world, out, "one\ntwo\n");
  box_end(&box);
}

static void much_input(struct world *world) {
  struct box box;
  box_begin(&box, world, WITH_STDIN);
  box_shell(&box, "sleep 0.2; wc -c");
  enum { PIECE = 60000, PIECES = 50 };
  char *piece = malloc(PIECE);
  memset(piece, 'x', PIECE);
  if (CHECK(world, box_start(&box))) {
    for (int i = 0; i < PIECES; i++)
      box_send(&box, MSG_INPUT, piece, PIECE);
    box_send(&box, MSG_INPUT_END, NULL, 0);
    CHECK(world, box_wait(&box));
  }
  free(piece);
  cleanup_memory char *out = box_log_text(&box, LOG_STDOUT);
  CHECK_TEXT(world, out, "3000000\n");
  box_end(&box);
}

static void no_stdin(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  box_shell(&box, "readlink /proc/self/fd/0; cat; sleep 0.3");
  if (CHECK(world, box_start(&box))) {
    box_send(&box, MSG_INPUT, "lost\n", 5);
    CHECK_NUMBER(world, box_await(&box, MSG_INPUT_GONE, NULL), 1);
    CHECK(world, box_wait(&box));
  }
  cleanup_memory char *out = box_log_text(&box, LOG_STDOUT);
  CHECK_TEXT(world, out, "/dev/null\n");
  box_end(&box);
}

static void closed_stdin(struct world *world) {
  struct box box;
  box_begin(&box, world, WITH_STDIN);
  box_shell(&box, "exec <&-; sleep 0.3");
  if (CHECK(world, box_start(&box))) {
    CHECK(world, box_wait(&box));
    CHECK(world, box.input_gone);
  }
  box_end(&box);
}

static void terminal(struct world *world) {
  struct box box;
  box_begin(&box, world, WITH_TTY | WITH_STDIN);
  unsigned char size[4] = {24, 0, 80, 0};
  put_bytes(&box.spec, 32, size, sizeof size);
  box_shell(&box, "stty size; tty; read line; echo got $line; stty size; test -c /dev/console && echo console");
  if (CHECK(world, box_start(&box))) {
    unsigned char buffer[64];
    struct writer resize = message_begin(buffer, sizeof buffer, MSG_RESIZE, 0);
    put_u16(&resize, TAG_ROWS, 50);
    put_u16(&resize, TAG_COLUMNS, 132);
    CHECK(world, box_until_logged(&box, "/dev/pts/0"));
    CHECK(world, write(box.pair, buffer, resize.used) > 0);
    box_send(&box, MSG_INPUT_END, NULL, 0);
    box_send(&box, MSG_INPUT, "line\n", 5);
    CHECK(world, box_wait(&box));
    CHECK_NUMBER(world, box.code, 0);
  }
  cleanup_memory char *out = box_log_text(&box, LOG_STDOUT);
  CHECK_TEXT(world, out, "24 80\r\n/dev/pts/0\r\nline\r\ngot line\r\n50 132\r\nconsole\r\n");
  box_end(&box);
}

static void many_terminal_lines(struct world *world) {
  struct box box;
  box_begin(&box, world, WITH_TTY);
  box_shell(&box, "seq 1 20000");
  CHECK_NUMBER(world, box_run(&box), 0);
  CHECK_NUMBER(world, box.line, 20001);
  cleanup_memory char *out = box_log_text(&box, LOG_STDOUT);
  CHECK_NUMBER(world, strlen(out), 108894 + 20000);
  box_end(&box);
}

static void oom(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  box_shell(&box, "head -c 200000000 /dev/zero | tr '\\0' x | sed -n '$p'; dd if=/dev/zero of=/dev/null bs=200M count=1");
  box_run(&box);
  CHECK(world, box.oom);
  box_end(&box);
}

static void names(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  put_string(&box.spec, 13, "vessel");
  put_string(&box.spec, 27, "net.ipv4.ip_unprivileged_port_start=77");
  put_bytes(&box.spec, 37, NULL, 0);
  put_string(&box.spec, 6, "/new/place");
  box_shell(&box, "hostname; cat /proc/sys/net/ipv4/ip_unprivileged_port_start; pwd; cat /sys/class/net/lo/operstate; "
                  "echo $HOME; ls /sys/fs/cgroup; cat /proc/self/cgroup | grep pids; umask");
  CHECK_NUMBER(world, box_run(&box), 0);
  cleanup_memory char *out = box_log_text(&box, LOG_STDOUT);
  CHECK_TEXT(world, out, "vessel\n77\n/new/place\nunknown\n/root\nblkio\ncpu\ncpuacct\ncpuset\ndevices\nfreezer\nmemory\npids\n8:pids:/\n0022\n");
  box_end(&box);
}

static void copied_up(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  size_t at = put_begin(&box.spec, 22);
  put_string(&box.spec, 2, "/etc");
  put_string(&box.spec, 3, "tmpfs");
  put_string(&box.spec, 5, "mode=750");
  put_bytes(&box.spec, 10, NULL, 0);
  put_end(&box.spec, at);
  box_shell(&box, "head -n 1 /etc/group; stat -c %a /etc; grep -c ' /etc tmpfs' /proc/mounts");
  CHECK_NUMBER(world, box_run(&box), 0);
  cleanup_memory char *out = box_log_text(&box, LOG_STDOUT);
  CHECK_TEXT(world, out, "root:x:0:root\n750\n1\n");
  box_end(&box);
}

static void bind_readonly(struct world *world) {
  struct box box;
  char file[160];
  box_begin(&box, world, 0);
  snprintf(file, sizeof file, "%s/given", box.folder);
  FILE *given = fopen(file, "w");
  fputs("from the host\n", given);
  fclose(given);
  box_mount(&box, file, "/etc/deep/given", "bind", 1 /* MS_RDONLY */, NULL);
  box_mount(&box, box.folder, "/all", "bind", 1 | 16384 /* MS_REC */, NULL);
  box_shell(&box, "cat /etc/deep/given; cat /all/given; touch /etc/deep/given || echo refused; touch /all/x || echo refused");
  CHECK_NUMBER(world, box_run(&box), 0);
  cleanup_memory char *out = box_log_text(&box, LOG_STDOUT);
  CHECK_TEXT(world, out, "from the host\nfrom the host\nrefused\nrefused\n");
  box_end(&box);
}

static void read_only_root(struct world *world) {
  struct box box;
  box_begin(&box, world, OPTION_READONLY_ROOT);
  put_string(&box.spec, 6, "/made");
  box_shell(&box, "pwd; touch /x || echo refused; touch /dev/shm/x && echo allowed");
  CHECK_NUMBER(world, box_run(&box), 0);
  cleanup_memory char *out = box_log_text(&box, LOG_STDOUT);
  CHECK_TEXT(world, out, "/made\nrefused\nallowed\n");
  box_end(&box);
}

// Adds "name;" to the names where the time lies between the two and in its side's order.
static void take_step(const struct field *step, uint64_t from, uint64_t to, uint64_t last[3], char names[400]) {
  struct reader reader = field_reader(step);
  struct field field;
  bool bad = false;
  uint64_t at = 0;
  uint8_t side = 0;
  while (next_field(&reader, &field) > 0) {
    if (field.tag == 1)
      at = field_u64(&field, &bad);
    else if (field.tag == 2)
      side = field_u8(&field, &bad);
    else if (field.tag == 3 && !bad && side > 0 && side < 3 && at >= from && at <= to && at >= last[side])
      sprintf(names + strlen(names), "%.*s;", (int) field.length, field.data);
  }
  if (side < 3)
    last[side] = at;
}

static void trace(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  box_shell(&box, "true");
  uint64_t before = now_ns();
  struct message started;
  char names[400] = "";
  if (CHECK(world, box_ready(&box))) {
    box_send(&box, MSG_GO, NULL, 0);
    if (CHECK_NUMBER(world, box_await(&box, MSG_STARTED, &started), 1)) {
      struct field field;
      uint64_t last[3] = {0};
      while (next_field(&started.fields, &field) > 0)
        if (field.tag == TAG_TRACE) {
          struct reader steps = field_reader(&field);
          while (next_field(&steps, &field) > 0)
            take_step(&field, before, now_ns(), last, names);
        }
    }
    CHECK_TEXT(world, names, "begun;spec read;pipes, binds;cloned;cgroups made;log open;ready;go;executed;"
               "namespaces;root mounted;in its cgroups;mounts, devices;names, masks;pivoted;held;");
    CHECK(world, box_wait(&box));
  }
  box_end(&box);
}

void suite_container(struct world *world) {
  test(world, "a container runs, its output is logged and its exit code is told", exit_code);
  test(world, "a kill is told as signal and as 128 + signal", killed);
  test(world, "all of a large output is in the log before the exit is told", all_output);
  test(world, "after the exit no cgroup, mount or socket is left, and background processes are dead", leaves_nothing);
  test(world, "half-close ends the program's stdin after all that was sent", stdin_half_close);
  test(world, "more input than a pipe holds arrives whole", much_input);
  test(world, "without a stdin the program reads its own /dev/null, and input is refused", no_stdin);
  test(world, "a program that closes its stdin is told of", closed_stdin);
  test(world, "a terminal has the first size, takes input and a new size, and is the console", terminal);
  test(world, "the last lines of a terminal are not lost", many_terminal_lines);
  test(world, "the death of a child by lack of memory is told", oom);
  test(world, "names, sysctl, loopback, directory, HOME and cgroups are those of the container", names);
  test(world, "a tmpfs can take over what the image has there", copied_up);
  test(world, "binds of files and folders are made with their targets, and read-only", bind_readonly);
  test(world, "a read-only root lets nothing but its mounts be written", read_only_root);
  test(world, "a start tells when each of its steps was done, in order", trace);
}
