// Kernel settings of the container's namespaces, written through a proc file system of our own making: a path below the
// container's /proc could lead elsewhere by then.
#pragma once

#include "spec.h"

int sysctls_write(const struct spec *spec, struct error *error);
