// What a process may do: resource limits, groups and ids, capabilities, seccomp.
#pragma once

#include "spec.h"
#include "users.h"

// A hard limit above what the kernel grants is cut to our own.
int privileges_limit(const struct spec *spec, struct error *error);

// Changes ids, drops capabilities and installs the filter, in the order that the kernel's rules ask. Nothing is
// privileged afterwards.
int privileges_drop(const struct spec *spec, const struct identity *identity, struct error *error);
