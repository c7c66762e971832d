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

static void own_size(struct world *world) {
  wait_for_standbys(world);
  struct box box;
  box_begin_bare(&box, world, 0);
  box_overlay(&box);
  box_mount(&box, NULL, "/proc", "proc", SAFE, NULL);
  box_mount(&box, NULL, "/dev", "tmpfs", MS_NOSUID | MS_STRICTATIME, "mode=755,size=65536k");
  box_mount(&box, "shm", "/dev/shm", "tmpfs", SAFE, "mode=1777,size=1048576");
  box_mount(&box, NULL, "/more", "tmpfs", SAFE | MS_RDONLY, NULL);
  box_cgroups(&box, false, box.number);
  box_log(&box, LOG_BLOCKING, 0, 0);
  box.start_flags = OWN_NETWORK;
  // What it did not ask for is nowhere: a /sys, and devices in its /dev.
  box_shell(&box, "grep -c size=1024k /proc/mounts; ls /sys; test -e /dev/null || echo no null; grep -c ' /more tmpfs ro,' /proc/mounts");
  CHECK_NUMBER(world, box_run(&box), 0);
  cleanup_memory char *log = box_log_text(&box, LOG_STDOUT);
  CHECK_TEXT(world, log, "1\nno null\n1\n");
  box_end(&box);
}

void suite_ahead(struct world *world) {
  spawner_set_up(world);
  test(world, "a container whose /dev, /sys and namespaces were made ahead sees what any other sees", no_difference);
  test(world, "one that asks for something else gets that, and nothing that it did not ask for", own_size);
}
