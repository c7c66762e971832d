// Network namespaces of containers, and what every one of them has from the beginning.
#pragma once

#include "error.h"

// Brings up the loopback interface of the network namespace that this process is in.
int network_raise_loopback(struct error *error);
