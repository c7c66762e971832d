// Hiding paths from a container, and making others read-only.
#pragma once

#include "spec.h"

// null is an O_PATH descriptor of a checked null device.
int masks_apply(const struct spec *spec, int root, int null, struct error *error);
