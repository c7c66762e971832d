// Monitors made ahead, and containers that are let go ahead.
#include "suites.h"
#include "../cleanup.h"
#include "../logformat.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static ino_t network_of(pid_t pid) {
  char path[40];
  snprintf(path, sizeof path, "/proc/%d/ns/net", pid);
  struct stat status;
  return stat(path, &status) < 0 ? 0 : status.st_ino;
}

static bool is_one_of(const struct standbys *found, pid_t pid) {
  for (int i = 0; i < found->count; i++)
    if (found->pids[i] == pid)
      return true;
  return false;
}

static void taken(struct world *world) {
  struct standbys found = {.spawner = world->spawner_pid};
  ino_t networks[3] = {network_of(getpid())};
  for (int i = 1; i < 3; i++) {
    CHECK(world, eventually(standbys_wait, &found));
    struct box box;
    box_begin(&box, world, 0);
    box.start_flags = OWN_NETWORK;
    box_shell(&box, "cat /sys/class/net/lo/flags; ls /sys/class/net | wc -l; sleep 100");
    CHECK(world, box_start(&box));
    CHECK(world, is_one_of(&found, box.monitor));
    networks[i] = network_of(box.pid);
    // Up and a loopback, IFF_UP | IFF_LOOPBACK, and the only interface.
    CHECK(world, box_until_logged(&box, "0x9\n1\n"));
    // The monitor itself stays in the host's.
    CHECK(world, network_of(box.monitor) == networks[0]);
    box_end(&box);
  }
  CHECK(world, networks[1] != 0 && networks[1] != networks[0] && networks[2] != networks[0] && networks[2] != networks[1]);
  CHECK(world, eventually(standbys_wait, &found));
}

static void left_alone(struct world *world) {
  struct standbys found = {.spawner = world->spawner_pid};
  CHECK(world, eventually(standbys_wait, &found));
  struct box box;
  box_begin(&box, world, 0);
  box_arguments(&box, "true", NULL);
  CHECK_NUMBER(world, box_run(&box), 0);
  CHECK(world, !is_one_of(&found, box.monitor));
  box_end(&box);
}

static void killed(struct world *world) {
  struct standbys found = {.spawner = world->spawner_pid};
  CHECK(world, eventually(standbys_wait, &found));
  for (int i = 0; i < found.count; i++)
    kill(found.pids[i], SIGKILL);
  CHECK(world, eventually(standbys_gone, &found));
  for (int i = 0; i < 3; i++) {
    struct box box;
    box_begin(&box, world, 0);
    box.start_flags = OWN_NETWORK;
    box_shell(&box, "[ $(ls /sys/class/net) = lo ]");
    CHECK_NUMBER(world, box_run(&box), 0);
    box_end(&box);
  }
}

static void end_with_spawner(struct world *world) {
  spawner_stop(world);
  spawner_start(world);
  spawner_set_up(world);
  struct standbys found = {.spawner = world->spawner_pid};
  CHECK(world, eventually(standbys_wait, &found));
  pid_t old[STANDBYS] = {found.pids[0], found.pids[1]};
  spawner_stop(world);
  for (int i = 0; i < STANDBYS; i++)
    CHECK(world, kill(old[i], 0) < 0);
  spawner_start(world);
}

static void let_go_ahead(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  box_shell(&box, "echo gone ahead; exit 7");
  CHECK(world, box_fork(&box));
  box_send(&box, MSG_GO, NULL, 0);
  CHECK(world, box_await(&box, MSG_READY, NULL) == 1);
  CHECK(world, box_await(&box, MSG_STARTED, NULL) == 1);
  CHECK(world, box_wait(&box));
  CHECK_NUMBER(world, box.code, 7);
  cleanup_memory char *log = box_log_text(&box, LOG_STDOUT);
  CHECK_TEXT(world, log, "gone ahead\n");
  box_end(&box);
}

static void gone_before_ready(struct world *world) {
  bool early = false;
  for (int tries = 0; !early && tries < 20; tries++) {
    struct box box;
    box_begin(&box, world, 0);
    box_shell(&box, "echo I ran");
    if (!CHECK(world, box_fork(&box))) {
      box_end(&box);
      return;
    }
    // The monitor is stopped, so that it hears of both in one go, long before READY; where READY was faster, once more.
    kill(box.monitor, SIGSTOP);
    struct pollfd said = {.fd = box.pair, .events = POLLIN};
    early = poll(&said, 1, 0) == 0;
    if (early)
      box_send(&box, MSG_GO, NULL, 0);
    box_hang_up(&box);
    kill(box.monitor, SIGCONT);
    box_end(&box);
    cleanup_memory char *log = box_log_text(&box, LOG_STDOUT);
    CHECK_TEXT(world, log, "");
  }
  CHECK(world, early);
}

void suite_standby(struct world *world) {
  spawner_set_up(world);
  test(world, "a container with a network of its own gets a monitor made ahead, and the network with it", taken);
  test(world, "any other gets a monitor forked for it", left_alone);
  test(world, "where those made ahead are killed, starts go on without", killed);
  test(world, "those made ahead are gone when the spawner is", end_with_spawner);
  test(world, "GO before READY lets the program run as soon as it is set up", let_go_ahead);
  test(world, "an engine that goes before READY lets nothing run, GO or not", gone_before_ready);
}
