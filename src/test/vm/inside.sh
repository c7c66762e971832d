#!/bin/bash
# The virtual machine's first process: starts the engine on cgroup v2 alone, checks every limit, and ends the machine.
export PATH=/bin:/usr/bin:/sbin HOME=/root
mount -t proc proc /proc; mount -t sysfs sys /sys; mount -t cgroup2 -o nsdelegate cgroup2 /sys/fs/cgroup
mount -t devtmpfs dev /dev; mount -t tmpfs run /run; mount -t tmpfs tmp /tmp; mkdir -p /dev/pts /dev/shm; mount -t devpts devpts /dev/pts
ln -sf /proc/self/fd /dev/fd; ip link set lo up; hostname vm; ulimit -n 20000
echo 256M >/sys/block/zram0/disksize && mkswap /dev/zram0 >/dev/null && swapon /dev/zram0
echo bfq >/sys/block/vda/queue/scheduler
. /etc/settings
cd /
"$JAVA" $FLAGS -Dgantry.data-root=/var/lib/gantry -Dgantry.run-dir=/run/gantry -Dquarkus.datasource.jdbc.acquisition-timeout=200 \
  -jar "$BUILD/quarkus-run.jar" >/tmp/engine.log 2>&1 & engine=$!
export DOCKER_HOST=unix:///run/gantry/gantry.sock HOST=unix:///run/gantry/gantry.sock
begin=$SECONDS
until docker version >/dev/null 2>&1; do
  sleep 1; kill -0 $engine 2>/dev/null && [ $((SECONDS - begin)) -lt 400 ] || { echo "the engine did not start:"; tail -40 /tmp/engine.log; poweroff -f; }
done
echo "the engine answers after $((SECONDS - begin)) s; kernel $(uname -r), cgroup $(docker info -f '{{.CgroupVersion}}')"
WORK=/tmp/checks TAG=gantry-check LABEL=vm=1 N=vm busybox=gantry-check/busybox:1 layers=gantry-check/layers:1 topic=vm
mkdir -p $WORK
. /checks/lib.sh
docker() { timeout 120 /usr/bin/docker "$@"; }
docker load -q -i /images/busybox.tar >/dev/null; docker load -q -i /images/layers.tar >/dev/null
one() { drun -d --name "$@" $busybox sleep 10000 >/dev/null; }
file() { docker exec $1 cat /sys/fs/cgroup/$2; }
. /checks/v2.sh
printf 'engine log, warnings:\n'; grep -E "WARN|ERROR" /tmp/engine.log | tail -5
echo over
poweroff -f
