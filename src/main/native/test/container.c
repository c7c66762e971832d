// A container's life: start, output, exit.
#include "suites.h"
#include "../cleanup.h"
#include "../logformat.h"

static void exit_code(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  box_shell(&box, "echo hello; echo problem >&2; exit 7");
  CHECK_NUMBER(world, box_run(&box), 7);
  cleanup_memory char *out = box_log_text(&box, LOG_STDOUT);
  cleanup_memory char *err = box_log_text(&box, LOG_STDERR);
  CHECK_TEXT(world, out, "hello\n");
  CHECK_TEXT(world, err, "problem\n");
  cleanup_memory char *exit_file = box_file(&box, "exit");
  CHECK(world, exit_file != NULL && strstr(exit_file, "code=7\n") != NULL);
  box_end(&box);
}

void suite_container(struct world *world) {
  test(world, "a container runs, its output is logged and its exit code is told", exit_code);
}
