#!/bin/bash
# Compares the isolation of Gantry's containers with Docker's:  run.sh [--all] [configuration…]      (see compare.py)
# A dockerd and a Gantry of its own, in one network namespace of their own; both are gone afterwards.
here=$(dirname "$(realpath "$0")")
for program in dockerd containerd runc iptables docker python3 gcc; do
  type -P $program >/dev/null || {
    echo "run.sh: there is no $program here, so Gantry can't be compared with Docker: apt-get install docker.io iptables python3 gcc libc6-dev (the CLI: docker.io or docker-cli)" >&2
    exit 69
  }
done
export DOCKERD_OPTIONS="--add-runtime available=$here/available-runc.py"
exec "$here/../cli/with-dockerd.sh" -- bash -c 'DOCKER=$DOCKER_HOST exec "$0/../cli/with-gantry.sh" -- bash -c '\''exec "$0/compare.py" "$DOCKER" "$DOCKER_HOST" "$@"'\'' "$0" "$@"' "$here" "$@"
