#include "spawner.h"

#include <stdio.h>
#include <string.h>

enum { SPAWNER_SOCKET = 3 };

int main(int count, char **arguments) {
  if (count == 2 && strcmp(arguments[1], "spawner") == 0)
    return spawner_main(SPAWNER_SOCKET);
  dprintf(2, "usage: gantry-runner spawner   (the engine's socket is descriptor %d)\n", SPAWNER_SOCKET);
  return 2;
}
