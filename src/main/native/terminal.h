// A container's terminal: a pty of its own devpts, with the monitor at the master's end.
#pragma once

#include "spec.h"

#include <stdint.h>

struct terminal {
  int master;
  int slave;
};

// Opens a pty of the devpts that is mounted on /dev/pts below the root, and sets the first size.
int terminal_open(int root, uint16_t rows, uint16_t columns, struct terminal *terminal, struct error *error);

// Shows the slave as /dev/console.
int terminal_bind_console(int root, int slave, struct error *error);

// Makes the slave the controlling terminal of a new session.
int terminal_control(int slave, struct error *error);

int terminal_resize(int master, uint16_t rows, uint16_t columns);
