// Becoming the container's program.
#pragma once

#include "spec.h"

// Looks the first argument up in the PATH of the environment unless it holds a slash, and executes it. Returns only on
// failure: stage `exec`, ENOENT if it is nowhere, EACCES if it was found but may not be run.
int execute(const struct spec *spec, char *const *environment, struct error *error);

// The environment with HOME added where it is missing; NULL without memory.
char **execute_environment(const struct spec *spec, const char *home);
