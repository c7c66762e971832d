// What a standby makes before it knows its container: the namespaces, file systems, devices and links that most containers
// have and that depend on none of them.
#pragma once

#include "spec.h"

struct ahead {
  int network;                // namespaces; -1 where there is none
  int ipc;
  const struct spec *usual;   // what most containers have: its mounts, devices and links
  int *trees;                 // those mounts, attached nowhere; -1 where one was not made, or is given
  bool dev_given;             // the /dev with its devices and links
};

extern const struct ahead AHEAD_NOTHING;

// Makes what it can; this process stays in its own namespaces. -1 where the new ones could not be made; a mount that
// can't be made is left to the start.
int ahead_make(struct ahead *ahead, const struct spec *usual, struct error *error);

// Those of the namespaces that the spec asks for (CLONE_NEW… bits) which are there already.
uint32_t ahead_namespaces(const struct ahead *ahead, const struct spec *spec);

// Gives the spec's mounts what was made for exactly such ones, one tree a MOUNT; the others' stay as they are.
void ahead_give(struct ahead *ahead, const struct spec *spec, int *trees);

// The devices and links that are in the given /dev; none where none was given.
const struct spec *ahead_made(const struct ahead *ahead);

void ahead_release(struct ahead *ahead);
