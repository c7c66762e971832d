#!/bin/bash
# Gantry in Gantry: the image of Dockerfile.jvm runs privileged in the engine of DOCKER_HOST, and the stock command line runs hello-world and a
# limited busybox in the engine inside:  with-gantry.sh -- check.sh BUILD JAVA_HOME
set -euo pipefail
here=$(dirname "$(realpath "$0")")
work=$(mktemp -d)
outer=$DOCKER_HOST
volume=$(mktemp -d)
finish() {
  docker -H "$outer" logs nested >"$work/log" 2>&1 || true
  [ "${passed-}" ] || tail -n 40 "$work/log" >&2
  docker -H "$outer" rm -f nested >/dev/null 2>&1 || true
  rm -rf "$work" "$volume"
}
trap finish EXIT; trap 'exit 130' INT TERM
fail() { echo "FAILED: $*" >&2; exit 1; }

"$here/image.py" "$1" "$2" "$work/gantry.tar"
docker load -q -i "$work/gantry.tar" >/dev/null
docker run -d --name nested --privileged --cgroupns host -v "$volume:/var/lib/gantry" -v "$work:/run/gantry" gantry-check/gantry:1 >/dev/null
inner=unix://$work/gantry.sock
for _ in $(seq 200); do docker -H "$inner" version >/dev/null 2>&1 && break; sleep 0.2; done
docker -H "$inner" version >/dev/null || fail "the engine inside does not answer"
echo "ok   the engine inside answers"

first=$(docker exec nested cat /proc/1/comm)
[ "$first" = gantry-init ] || fail "process 1 is $first"
echo "ok   process 1 is gantry-init"

"$here/../images/make.py" "$work/images"
for name in hello busybox; do docker -H "$inner" load -q -i "$work/images/$name.tar" >/dev/null; done
docker -H "$inner" run --rm gantry-check/hello:1 >"$work/said"
[ -s "$work/said" ] || fail "hello said nothing"
echo "ok   a container runs inside, and says: $(head -n 1 "$work/said")"

code=0; docker -H "$inner" run --rm gantry-check/busybox:1 sh -c 'exit 7' || code=$?
[ $code = 7 ] || fail "the exit code 7 came as $code"
told=$(docker -H "$inner" run --rm --memory 64m gantry-check/busybox:1 sh -c 'cat /sys/fs/cgroup/memory/memory.limit_in_bytes 2>/dev/null || cat /sys/fs/cgroup/memory.max')
[ "$told" = 67108864 ] || fail "the limit of 64 MiB is $told inside"
echo "ok   exit codes and limits hold inside"

zombies=$(docker exec nested sh -c 'cat /proc/[0-9]*/stat 2>/dev/null' | awk '{ sub(/.*\) /, "") } $1 == "Z"' | wc -l)
[ "$zombies" = 0 ] || fail "$zombies zombies are left"
echo "ok   no zombie is left"

docker stop -t 20 nested >/dev/null
code=$(docker inspect -f '{{.State.ExitCode}}' nested)
[ "$code" = 143 ] || [ "$code" = 0 ] || fail "the engine inside ended with $code"
echo "ok   a stop ends the engine inside in order"
passed=yes
