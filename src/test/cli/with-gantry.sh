#!/bin/bash
# Runs the checks against a Gantry of its own:  with-gantry.sh [arguments of run.sh after the address]
#                  or a command of yours:  with-gantry.sh -- COMMAND…   (DOCKER_HOST says where it listens)
# The engine has its own socket, folders, address and cgroups, and is gone afterwards.
here=$(dirname "$(realpath "$0")")
gantry=$(realpath "$here/../../../gantry")
work=$(mktemp -d)
options=(--data-root "$work/data" --run-dir "$work/run" --socket "$work/run/gantry.sock" --listen 127.0.0.1:0 --cgroup-parent "gantry-check-$$")
finish() {
  "$gantry" down "${options[@]}" >/dev/null 2>&1
  findmnt -rno TARGET | grep "^$work/" | sort -r | xargs -r umount -l
  rm -rf "$work"
}
trap finish EXIT; trap 'exit 130' INT TERM
"$gantry" up "${options[@]}" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 69; }
export GANTRY_RUN_DIR=$work/run   # where Gantry's own command line finds its build
export DOCKER_HOST=unix://$work/run/gantry.sock
if [ "${1-}" = -- ]; then shift; "$@"; else "$here/run.sh" "$DOCKER_HOST" --hub "$@"; fi
