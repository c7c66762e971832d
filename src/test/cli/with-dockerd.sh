#!/bin/bash
# Runs the checks against a real dockerd of its own:  with-dockerd.sh [arguments of run.sh after the address]
#                        or a command of yours:  with-dockerd.sh -- COMMAND…   (DOCKER_HOST says where it listens)
# DOCKERD_OPTIONS are further words of its command line. The dockerd has its own socket, folders, cgroups and network namespace and is gone afterwards. Needs Debian's docker.io, iptables.
[ "${GANTRY_CHECK_INSIDE-}" ] || GANTRY_CHECK_INSIDE=1 exec unshare --net -- "$0" "$@"
here=$(dirname "$(realpath "$0")")
work=$(mktemp -d)
dockerd_pid=
finish() {
  [ -z "$dockerd_pid" ] || { kill "$dockerd_pid"; wait "$dockerd_pid"; } 2>/dev/null
  findmnt -rno TARGET | grep "^$work/" | sort -r | xargs -r umount -l
  for controller in /sys/fs/cgroup /sys/fs/cgroup/*; do
    [ ! -d "$controller/gantry-check-$$" ] || find "$controller/gantry-check-$$" -depth -type d -exec rmdir {} + 2>/dev/null
  done
  rm -rf "$work"
}
trap finish EXIT; trap 'exit 130' INT TERM
ip link set lo up
dockerd -H "unix://$work/docker.sock" --data-root "$work/data" --exec-root "$work/exec" --pidfile "$work/pid" \
  --cgroup-parent "/gantry-check-$$" ${DOCKERD_OPTIONS-} >"$work/log" 2>&1 & dockerd_pid=$!
for _ in $(seq 300); do [ -S "$work/docker.sock" ] && docker -H "unix://$work/docker.sock" version >/dev/null 2>&1 && break; sleep 0.2; done
docker -H "unix://$work/docker.sock" version >/dev/null || { tail "$work/log" >&2; exit 69; }
if [ "${1-}" = -- ]; then shift; DOCKER_HOST=unix://$work/docker.sock "$@"; else "$here/run.sh" "unix://$work/docker.sock" "$@"; fi
