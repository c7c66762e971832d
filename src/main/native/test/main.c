// Runs all the tests: `tests path-of-gantry-runner [part of a name]`. They need root.
#include "suites.h"

#include <unistd.h>

int main(int count, char **arguments) {
  if (count < 2 || geteuid() != 0) {
    fprintf(stderr, "usage, as root: tests path-of-gantry-runner [part of a test's name]\n");
    return 2;
  }
  setvbuf(stdout, NULL, _IOLBF, 0);
  static struct world world;
  world.tally.only = count > 2 ? arguments[2] : NULL;
  world_open(&world, arguments[1]);
  suite_container(&world);
  suite_failures(&world);
  suite_standby(&world);
  suite_ahead(&world);
  suite_exec(&world);
  suite_security(&world);
  suite_people(&world);
  suite_logs(&world);
  suite_roots(&world);
  world_close(&world);
  printf("%d passed, %d failed\n", world.tally.passed, world.tally.failed);
  return world.tally.failed == 0 ? 0 : 1;
}
