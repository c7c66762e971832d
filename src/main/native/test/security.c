// Attacks that worked against well-known engines, tried for real (docs/security.md, R1 to R11).
#include "suites.h"
#include "../cleanup.h"
#include "../logformat.h"

#include <dirent.h>
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static char *output_of(struct world *world, struct box *box, const char *script) {
  box_shell(box, script);
  int code = box_run(box);
  CHECK_NUMBER(world, code, 0);
  return box_log_text(box, LOG_STDOUT);
}

// Listed from outside: whoever lists its own has one more.
static void check_three_descriptors(struct world *world, pid_t pid) {
  char path[64];
  char found[256] = "";
  snprintf(path, sizeof path, "/proc/%d/fd", pid);
  DIR *directory = opendir(path);
  if (!CHECK(world, directory != NULL))
    return;
  struct dirent *entry;
  while ((entry = readdir(directory)) != NULL)
    if (entry->d_name[0] != '.' && strlen(found) + strlen(entry->d_name) + 1 < sizeof found)
      strcat(strcat(found, entry->d_name), " ");
  closedir(directory);
  CHECK_TEXT(world, found, "0 1 2 ");
}

static void only_three_descriptors(struct world *world) {
  struct box host, exec;
  box_begin(&host, world, 0);
  box_arguments(&host, "sleep", "1000", NULL);
  if (CHECK(world, box_start(&host))) {
    check_three_descriptors(world, host.pid);
    box_begin_exec(&exec, &host, 0);
    box_arguments(&exec, "sleep", "1000", NULL);
    if (CHECK(world, box_start(&exec)))
      check_three_descriptors(world, exec.pid);
    box_end(&exec);
  }
  box_end(&host);
}

static void runner_is_sealed(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  box_shell(&box, "sleep 5");
  // While it is held, pid 1 still is the runner: that is the moment of CVE-2019-5736.
  if (CHECK(world, box_ready(&box))) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/exe", box.pid);
    FILE *exe = fopen(path, "r+");
    CHECK(world, exe == NULL && (errno == ETXTBSY || errno == EPERM || errno == EACCES));
    char link[128] = {0};
    CHECK(world, readlink(path, link, sizeof link - 1) > 0 && strstr(link, "memfd:") != NULL);
  }
  box_end(&box);
}

static void directory_of_descriptor(struct world *world) {
  for (int fd = 3; fd < 12; fd++) {
    struct box box;
    char cwd[40];
    box_begin(&box, world, 0);
    snprintf(cwd, sizeof cwd, "/proc/self/fd/%d", fd);
    put_string(&box.spec, 6, cwd);
    box_arguments(&box, "true", NULL);
    CHECK(world, box_fork(&box));
    CHECK_NUMBER(world, box_await(&box, MSG_ERROR, NULL), 1);
    CHECK_TEXT(world, box.stage, "cwd");
    box_end(&box);
  }
}

// What the image has in place of a folder is a link; the host's file of that name must stay as it was.
static void linked(struct world *world, const char *name, const char *target, bool must_fail) {
  struct box box;
  box_begin(&box, world, 0);
  char path[160];
  snprintf(path, sizeof path, "%s/upper/%s", box.folder, name);
  CHECK(world, symlink(target, path) == 0);
  box_shell(&box, "echo ran; mount | grep -c ' on /dev '");
  CHECK(world, box_fork(&box));
  if (box_await(&box, MSG_READY, NULL) == 1) {
    CHECK(world, !must_fail);
    // What was made for it must lie in the container, not in the host's namespace.
    CHECK(world, box_go(&box) && box_wait(&box));
  } else {
    CHECK(world, must_fail);
    CHECK_TEXT(world, box.stage, "mount");
  }
  cleanup_memory char *mounts = read_text("/proc/self/mountinfo");
  CHECK(world, mounts != NULL && strstr(mounts, "gantry-ctest") == NULL);
  box_end(&box);
}

static void links_in_the_image(struct world *world) {
  linked(world, "proc", "/tmp", true);
  linked(world, "proc", "../../../../../../proc", true);
  linked(world, "sys", "/etc", true);
  linked(world, "dev", "/tmp", false);
  linked(world, "dev", "../../../../../../../dangling/place", false);
  linked(world, "dev", "/absolute/dangling", false);
  struct stat status;
  CHECK(world, stat("/dangling", &status) < 0 && stat("/absolute", &status) < 0);
}

static void links_in_dev(struct world *world) {
  struct box box;
  box_begin_bare(&box, world, WITH_TTY);
  box_overlay(&box);
  box_mount(&box, NULL, "/proc", "proc", 0, NULL);
  char path[160];
  snprintf(path, sizeof path, "%s/upper/dev", box.folder);
  mkdir(path, 0755);
  snprintf(path, sizeof path, "%s/upper/dev/pts", box.folder);
  CHECK(world, symlink("/proc/1", path) == 0);
  box_cgroups(&box, false, box.number);
  box_log(&box, LOG_BLOCKING, 0, 0);
  box_arguments(&box, "true", NULL);
  CHECK(world, box_fork(&box));
  CHECK_NUMBER(world, box_await(&box, MSG_ERROR, NULL), 1);
  CHECK_TEXT(world, box.stage, "console");
  box_end(&box);
}

static void null_is_checked(struct world *world) {
  struct box box;
  box_begin_bare(&box, world, 0);
  box_overlay(&box);
  box_mount(&box, NULL, "/proc", "proc", 0, NULL);
  char path[160];
  snprintf(path, sizeof path, "%s/upper/dev", box.folder);
  mkdir(path, 0755);
  // CVE-2025-31133: what the masks would be bound from is a link to what they should hide.
  snprintf(path, sizeof path, "%s/upper/dev/null", box.folder);
  CHECK(world, symlink("/proc/sysrq-trigger", path) == 0);
  put_string(&box.spec, 25, "/proc/keys");
  box_cgroups(&box, false, box.number);
  box_log(&box, LOG_BLOCKING, 0, 0);
  cleanup_memory char *out = output_of(world, &box, "stat -c '%t:%T' /proc/keys; cat /proc/keys; chmod 600 /proc/keys 2>/dev/null || echo refused");
  CHECK_TEXT(world, out, "1:3\nrefused\n");
  box_end(&box);
}

static void masked(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  cleanup_memory char *out =
      output_of(world, &box, "stat -c '%t:%T' /proc/keys; cat /proc/timer_list | wc -c; ls /sys/firmware | wc -l; "
                             "echo 1 2>/dev/null >/proc/sys/kernel/hostname || echo ro; echo h 2>/dev/null >/proc/sysrq-trigger || echo ro; "
                             "touch /sys/firmware/x 2>/dev/null || echo ro");
  CHECK_TEXT(world, out, "1:3\n0\n0\nro\nro\nro\n");
  box_end(&box);
}

static void unmount_refused(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  uint64_t sets[5] = {0xa80425fb, 0xa80425fb, 0xa80425fb, 0, 0};
  put_bytes(&box.spec, 19, sets, sizeof sets);
  cleanup_memory char *out = output_of(world, &box,
      "umount /proc/kcore 2>/dev/null || echo no; mount -o remount,rw /proc/sys 2>/dev/null || echo no; grep -E 'Cap(Inh|Prm|Eff|Bnd|Amb)' /proc/1/status");
  CHECK_TEXT(world, out, "no\nno\nCapInh:\t0000000000000000\nCapPrm:\t00000000a80425fb\nCapEff:\t00000000a80425fb\n"
                         "CapBnd:\t00000000a80425fb\nCapAmb:\t0000000000000000\n");
  box_end(&box);
}

static void put_filter(struct box *box) {
  // mkdir is EPERM, all else is allowed.
  struct sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_mkdir, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  put_bytes(&box->spec, 18, filter, sizeof filter);
}

static void filtered(struct world *world) {
  for (int pass = 0; pass < 2; pass++) {
    struct box box;
    box_begin(&box, world, pass == 0 ? 0 : OPTION_NO_NEW_PRIVS);
    put_filter(&box);
    uint64_t sets[5] = {0};
    put_bytes(&box.spec, 19, sets, sizeof sets);
    put_u32(&box.spec, 7, 1001);
    cleanup_memory char *out = output_of(world, &box, "mkdir /tmp/x 2>/dev/null || echo refused; grep -E '^(Seccomp|NoNewPrivs):' /proc/self/status");
    CHECK_TEXT(world, out, pass == 0 ? "refused\nNoNewPrivs:\t0\nSeccomp:\t2\n" : "refused\nNoNewPrivs:\t1\nSeccomp:\t2\n");
    box_end(&box);
  }
}

static void limits(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  unsigned char limit[20] = {7};   // RLIMIT_NOFILE
  uint64_t values[2] = {100, 1ull << 40};
  memcpy(limit + 4, values, sizeof values);
  put_bytes(&box.spec, 20, limit, sizeof limit);
  put_u32(&box.spec, 33, 321);
  cleanup_memory char *out = output_of(world, &box, "ulimit -n; cat /proc/self/oom_score_adj");
  CHECK_TEXT(world, out, "100\n321\n");
  box_end(&box);
}

static void own_session_key(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  cleanup_memory char *out = output_of(world, &box, "cd /proc/1; cat sessionid >/dev/null; readlink root; readlink cwd; grep -c . mounts >/dev/null; grep Umask status");
  CHECK(world, out != NULL && strstr(out, "0022") != NULL);
  box_end(&box);
}

static void fork_bomb(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  // The first process forks once, while there is room: one that can't fork any more ends, and with it the container.
  box_shell(&box, "f() { f & f & sleep 1000; }; f 2>/dev/null & exec sleep 1000");
  if (CHECK(world, box_start(&box))) {
    usleep(300000);
    unsigned char buffer[64];
    struct writer kill_all = message_begin(buffer, sizeof buffer, MSG_KILL, 1);
    put_u64(&kill_all, TAG_FLAGS, 1);
    CHECK(world, write(box.pair, buffer, kill_all.used) > 0);
    CHECK(world, box_wait(&box));
    CHECK_NUMBER(world, box.code, 137);
  }
  box_end(&box);
}

static void shared_pid_namespace(struct world *world) {
  struct box box;
  box_begin_bare(&box, world, 0);
  put_u32(&box.spec, 16, CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWCGROUP);
  box_overlay(&box);
  box_ordinary_mounts(&box);
  box_cgroups(&box, false, box.number);
  box_log(&box, LOG_BLOCKING, 0, 0);
  // The survivors hold the pipe and have lost their parent.
  box_shell(&box, "(sleep 1000 &) ; (sleep 1000 &) ; echo done");
  uint64_t before = now_ns();
  CHECK_NUMBER(world, box_run(&box), 0);
  CHECK(world, now_ns() - before < 2000000000u);
  cleanup_memory char *out = box_log_text(&box, LOG_STDOUT);
  CHECK_TEXT(world, out, "done\n");
  struct stat status;
  char path[160];
  snprintf(path, sizeof path, "/sys/fs/cgroup/pids/gantry-ctest-%d-%d", getpid(), box.number);
  box_end(&box);
  CHECK(world, stat(path, &status) < 0);
}

static void nested_cgroups(struct world *world) {
  struct box box;
  box_begin_bare(&box, world, 0);
  put_u32(&box.spec, 16, CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWCGROUP);
  box_overlay(&box);
  box_ordinary_mounts(&box);
  box_mount(&box, NULL, "/writable", "cgroup", 0, NULL);
  box_cgroups(&box, false, box.number);
  box_log(&box, LOG_BLOCKING, 0, 0);
  box_shell(&box, "cd /writable/pids && mkdir -p a/b && (sleep 1000 & echo $! >a/b/cgroup.procs); sleep 0.1; cat a/b/cgroup.procs | wc -l");
  CHECK_NUMBER(world, box_run(&box), 0);
  cleanup_memory char *out = box_log_text(&box, LOG_STDOUT);
  CHECK_TEXT(world, out, "1\n");
  cleanup_memory char *problems = box_log_text(&box, LOG_STDERR);
  CHECK_TEXT(world, problems, "");
  struct stat status;
  char path[160];
  snprintf(path, sizeof path, "/sys/fs/cgroup/pids/gantry-ctest-%d-%d", getpid(), box.number);
  box_end(&box);
  CHECK(world, stat(path, &status) < 0);
}

void suite_security(struct world *world) {
  test(world, "pid 1 and an exec'd process have the descriptors 0, 1 and 2 and no others", only_three_descriptors);
  test(world, "the runner that a held process still is can't be written", runner_is_sealed);
  test(world, "a working directory of /proc/self/fd/N is refused", directory_of_descriptor);
  test(world, "links in place of /proc, /sys and /dev never lead out of the container", links_in_the_image);
  test(world, "a terminal is never opened through a link", links_in_dev);
  test(world, "a mask is made from the null device and nothing else", null_is_checked);
  test(world, "masked paths are empty and read-only ones refuse", masked);
  test(world, "masks can't be taken away, and the capabilities are the five sets of the spec", unmount_refused);
  test(world, "the seccomp filter holds, with and without no-new-privileges", filtered);
  test(world, "limits are set, and a hard limit above ours is cut", limits);
  test(world, "pid 1 has a plain umask", own_session_key);
  test(world, "a fork bomb is killed whole", fork_bomb);
  test(world, "cgroups that a container made are emptied and removed with it", nested_cgroups);
  test(world, "survivors in a shared pid namespace are killed and hold nothing up", shared_pid_namespace);
}
