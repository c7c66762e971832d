// Root file systems, long paths, cgroup v2, and the small programs.
#include "suites.h"
#include "../cleanup.h"
#include "../logformat.h"
#include "../overlay.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LAYERS = 40 };

static void make_layers(const struct box *box, char *paths[LAYERS], const char *kind) {
  for (int i = 0; i < LAYERS; i++) {
    char file[300];
    if (asprintf(&paths[i], "%s/%s-%064d", box->folder, kind, i) < 0)
      return;
    mkdir(paths[i], 0755);
    snprintf(file, sizeof file, "%s/file-%d", paths[i], i);
    close(open(file, O_WRONLY | O_CREAT, 0644));
    snprintf(file, sizeof file, "%s/same", paths[i]);
    FILE *same = fopen(file, "w");
    fprintf(same, "%d\n", i);
    fclose(same);
  }
}

static void forty_layers(struct world *world) {
  struct box box;
  char *layers[LAYERS];
  char path[128];
  box_begin_bare(&box, world, 0);
  make_layers(&box, layers, "layer");
  size_t root = put_begin(&box.spec, 21);
  snprintf(path, sizeof path, "%s/upper", box.folder);
  mkdir(path, 0755);
  put_string(&box.spec, 1, path);
  snprintf(path, sizeof path, "%s/work", box.folder);
  mkdir(path, 0755);
  put_string(&box.spec, 2, path);
  for (int i = 0; i < LAYERS; i++)
    put_string(&box.spec, 3, layers[i]);
  put_string(&box.spec, 3, world->layer);
  put_end(&box.spec, root);
  box_cgroups(&box, false, box.number);
  box_log(&box, LOG_BLOCKING, 0, 0);
  box_shell(&box, "cat /same; ls / | grep -c file-");
  CHECK_NUMBER(world, box_run(&box), 0);
  cleanup_memory char *out = box_log_text(&box, LOG_STDOUT);
  CHECK_TEXT(world, out, "0\n40\n");
  for (int i = 0; i < LAYERS; i++)
    free(layers[i]);
  box_end(&box);
}

static void old_way(struct world *world) {
  struct box box;
  char *layers[LAYERS];
  char upper[128], work[128], target[128];
  box_begin_bare(&box, world, 0);
  make_layers(&box, layers, "old:way,");
  snprintf(upper, sizeof upper, "%s/up,per", box.folder);
  snprintf(work, sizeof work, "%s/wo:rk", box.folder);
  snprintf(target, sizeof target, "%s/target", box.folder);
  mkdir(upper, 0755);
  mkdir(work, 0755);
  mkdir(target, 0755);
  pid_t child = fork();
  if (child == 0) {
    struct spec_root root = {.upper = upper, .work = work, .lower = {.count = LAYERS, .items = layers}};
    struct error error;
    int fd = unshare(CLONE_NEWNS) < 0 || mount(NULL, "/", NULL, MS_PRIVATE | MS_REC, NULL) < 0
                 ? -1 : overlay_mount_at(&root, target, &error);
    if (fd < 0)
      printf("    %s\n", error.text);
    char text[8] = {0};
    int same = openat(fd, "same", O_RDONLY);
    bool right = same >= 0 && read(same, text, 2) == 2 && strcmp(text, "0\n") == 0 && faccessat(fd, "file-39", F_OK, 0) == 0;
    fflush(stdout);
    _exit(right ? 0 : 1);
  }
  int status;
  waitpid(child, &status, 0);
  CHECK_NUMBER(world, status, 0);
  for (int i = 0; i < LAYERS; i++)
    free(layers[i]);
  box_end(&box);
}

static void bound_root(struct world *world) {
  struct box box;
  box_begin_bare(&box, world, 0);
  size_t root = put_begin(&box.spec, 21);
  put_string(&box.spec, 5, world->layer);
  put_end(&box.spec, root);
  box_cgroups(&box, false, box.number);
  box_log(&box, LOG_BLOCKING, 0, 0);
  box_arguments(&box, "/bin/echo", "bound", NULL);
  CHECK_NUMBER(world, box_run(&box), 0);
  cleanup_memory char *out = box_log_text(&box, LOG_STDOUT);
  CHECK_TEXT(world, out, "bound\n");
  box_end(&box);
}

static void long_state_path(struct world *world) {
  struct box box;
  char path[400];
  box_begin(&box, world, 0);
  snprintf(path, sizeof path, "%s/%0150d", box.folder, 1);
  mkdir(path, 0755);
  snprintf(path, sizeof path, "%s/%0150d/state", box.folder, 1);
  put_string(&box.spec, 30, path);
  box_shell(&box, "sleep 1000");
  if (CHECK(world, box_start(&box))) {
    strcat(path, "/monitor.sock");
    struct stat status;
    CHECK(world, stat(path, &status) == 0 && S_ISSOCK(status.st_mode));
  }
  box_end(&box);
}

static void unified_cgroup(struct world *world) {
  if (access("/sys/fs/cgroup/unified/cgroup.procs", F_OK) < 0)
    return;
  struct box box, exec;
  char path[160];
  box_begin_bare(&box, world, 0);
  box_overlay(&box);
  box_ordinary_mounts(&box);
  snprintf(path, sizeof path, "/sys/fs/cgroup/unified/gantry-ctest-%d-%d", getpid(), box.number);
  size_t at = put_begin(&box.spec, 28);
  put_string(&box.spec, 1, path);
  put_bytes(&box.spec, 4, NULL, 0);
  put_bytes(&box.spec, 5, NULL, 0);
  put_end(&box.spec, at);
  box_log(&box, LOG_BLOCKING, 0, 0);
  box_shell(&box, "grep '^0:' /proc/self/cgroup; grep -c ' /sys/fs/cgroup cgroup2' /proc/mounts; cat /sys/fs/cgroup/cgroup.procs | head -n 1; sleep 1000");
  if (CHECK(world, box_start(&box))) {
    box_begin_exec(&exec, &box, 0);
    exec.spec.used = 12;   // begin_exec names v1 cgroups: here only the unified one counts
    put_u32(&exec.spec, 2, 1);
    put_u8(&exec.spec, 3, KIND_EXEC);
    put_string(&exec.spec, 5, "PATH=/bin");
    put_u32(&exec.spec, 34, 2);
    at = put_begin(&exec.spec, 28);
    put_string(&exec.spec, 1, path);
    put_bytes(&exec.spec, 3, NULL, 0);
    put_bytes(&exec.spec, 4, NULL, 0);
    put_end(&exec.spec, at);
    box_shell(&exec, "grep '^0:' /proc/self/cgroup");
    if (CHECK(world, box_ready(&exec))) {
      box_send(&exec, MSG_ATTACH, NULL, 0);
      CHECK(world, box_go(&exec) && box_wait(&exec));
      CHECK_TEXT(world, (char *) exec.output, "0::/\n");
    }
    box_end(&exec);
    CHECK(world, box_until_logged(&box, "1\n1\n"));
    box_send_u32(&box, MSG_KILL, TAG_SIGNAL, SIGKILL);
    CHECK(world, box_wait(&box));
  }
  cleanup_memory char *out = box_log_text(&box, LOG_STDOUT);
  CHECK_TEXT(world, out, "0::/\n1\n1\n");
  box_end(&box);
  CHECK(world, access(path, F_OK) < 0);
}

// The runner's neighbour in the build folder, bound to where the engine puts it.
static void begin_with_init(struct world *world, struct box *box) {
  char path[256];
  snprintf(path, sizeof path, "%.*s/gantry-init", (int) (strrchr(world->runner, '/') - world->runner), world->runner);
  box_begin(box, world, 0);
  box_mount(box, path, "/sbin/gantry-init", "bind", 1, NULL);
}

static void init_passes_signals(struct world *world) {
  struct box box;
  begin_with_init(world, &box);
  box_arguments(&box, "/sbin/gantry-init", "--", "sh", "-c", "trap 'echo got; exit 6' TERM; echo up; while :; do sleep 0.05; done", NULL);
  if (CHECK(world, box_start(&box))) {
    CHECK(world, box_until_logged(&box, "up\n"));
    box_send_u32(&box, MSG_KILL, TAG_SIGNAL, SIGTERM);
    CHECK(world, box_wait(&box));
    CHECK_NUMBER(world, box.code, 6);
  }
  cleanup_memory char *out = box_log_text(&box, LOG_STDOUT);
  CHECK_TEXT(world, out, "up\ngot\n");
  box_end(&box);
}

static void init_reaps(struct world *world) {
  struct box box;
  begin_with_init(world, &box);
  box_arguments(&box, "/sbin/gantry-init", "sh", "-c", "for i in 1 2 3; do (true &); done; sleep 0.2; ps -o stat | grep -c Z; kill -9 $$", NULL);
  CHECK_NUMBER(world, box_run(&box), 137);
  cleanup_memory char *out = box_log_text(&box, LOG_STDOUT);
  CHECK_TEXT(world, out, "0\n");
  box_end(&box);
}

static void init_missing_program(struct world *world) {
  struct box box;
  begin_with_init(world, &box);
  box_arguments(&box, "/sbin/gantry-init", "--", "nothing", NULL);
  CHECK_NUMBER(world, box_run(&box), 127);
  box_end(&box);
}

void suite_roots(struct world *world) {
  test(world, "a root of 40 layers with long names is laid in order", forty_layers);
  test(world, "without lowerdir+ 40 layers with awkward names still fit", old_way);
  test(world, "a folder can be the root", bound_root);
  test(world, "a state folder with a long path has its socket", long_state_path);
  test(world, "on the unified hierarchy processes are cloned into their cgroup", unified_cgroup);
  test(world, "the init passes signals on and ends with the program's code", init_passes_signals);
  test(world, "the init reaps orphans, and tells of a kill as 128 + signal", init_reaps);
  test(world, "the init tells of a missing program as 127", init_missing_program);
}
