// What standbys make before they know their container.
#include "suites.h"
#include "../cleanup.h"
#include "../logformat.h"

#include <sched.h>
#include <stdlib.h>
#include <sys/mount.h>

// All that a program can see of its mounts and its /dev, but for the numbers that are each mount's own. They come in another order.
static const char LOOK[] =
    "while read id parent number rest; do echo \"$rest\"; done < /proc/self/mountinfo | grep -v upperdir | sort; "
    "for f in /dev/* /dev/pts/*; do stat -c '%n %F %a %t:%T %u:%g' $f; readlink $f; done; "
    "stat -f -c '%t %b %s' /dev /dev/shm; stat -c '%a' /dev /dev/shm /dev/mqueue; "
    "echo lost > /dev/null; head -c 3 /dev/zero | wc -c; ls -a /dev/shm /dev/mqueue; echo mine > /dev/shm/f; mkdir /dev/d; : > /dev/mqueue/q";

static char *look(struct world *world, uint64_t flags) {
  struct box box;
  box_begin(&box, world, 0);
  box.start_flags = flags;
  box_shell(&box, LOOK);
  CHECK_NUMBER(world, box_run(&box), 0);
  char *log = box_log_text(&box, LOG_STDOUT);
  box_end(&box);
  return log;
}

static void wait_for_standbys(struct world *world) {
  struct standbys found = {.spawner = world->spawner_pid};
  CHECK(world, eventually(standbys_wait, &found));
}

static void no_difference(struct world *world) {
  cleanup_memory char *forked = look(world, 0);
  CHECK(world, strstr(forked, "/dev/urandom character special file 666 1:9") != NULL);
  // Three times: nobody finds what one before has left in its /dev.
  for (int i = 0; i < 3; i++) {
    wait_for_standbys(world);
    cleanup_memory char *ahead = look(world, OWN_NETWORK);
    CHECK_TEXT(world, ahead, forked);
  }
}

static const uint64_t SAFE = MS_NOSUID | MS_NODEV | MS_NOEXEC;

static void own_choice(struct world *world, bool devices, const char *shm, const char *sees) {
  wait_for_standbys(world);
  struct box box;
  box_begin_bare(&box, world, 0);
  box_overlay(&box);
  box_mount(&box, NULL, "/proc", "proc", SAFE, NULL);
  box_mount(&box, NULL, "/dev", "tmpfs", MS_NOSUID | MS_STRICTATIME, "mode=755,size=65536k");
  if (shm != NULL)
    box_mount(&box, "shm", "/dev/shm", "tmpfs", SAFE, shm);
  box_mount(&box, NULL, "/more", "tmpfs", SAFE | MS_RDONLY, NULL);
  if (devices)
    box_devices(&box);
  box_cgroups(&box, false, box.number);
  box_log(&box, LOG_BLOCKING, 0, 0);
  box.start_flags = OWN_NETWORK;
  box_shell(&box, "ls /sys; echo /dev/*; grep -c ' /dev/shm tmpfs .*size=1024k' /proc/mounts; grep -c ' /more tmpfs ro,' /proc/mounts");
  CHECK_NUMBER(world, box_run(&box), 0);
  cleanup_memory char *log = box_log_text(&box, LOG_STDOUT);
  CHECK_TEXT(world, log, sees);
  box_end(&box);
}

// What it did not ask for is nowhere: a /sys, devices, and the places of other mounts.
static void own_choices(struct world *world) {
  static const char all[] = "/dev/fd /dev/full /dev/null /dev/ptmx /dev/random";
  char sees[300];
  own_choice(world, false, "mode=1777,size=1048576", "/dev/shm\n1\n1\n");
  own_choice(world, false, NULL, "/dev/*\n0\n1\n");
  snprintf(sees, sizeof sees, "%s /dev/shm /dev/stderr /dev/stdin /dev/stdout /dev/tty /dev/urandom /dev/zero\n1\n1\n", all);
  own_choice(world, true, "mode=1777,size=1048576", sees);
  snprintf(sees, sizeof sees, "%s /dev/stderr /dev/stdin /dev/stdout /dev/tty /dev/urandom /dev/zero\n0\n1\n", all);
  own_choice(world, true, NULL, sees);
}

void suite_ahead(struct world *world) {
  spawner_set_up(world);
  test(world, "a container whose /dev, /sys and namespaces were made ahead sees what any other sees", no_difference);
  test(world, "one that asks for something else gets that, and nothing that it did not ask for", own_choices);
}
