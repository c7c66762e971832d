check "only cgroup v2 is mounted, and the engine says so" '
  is 2 "$(docker info -f "{{.CgroupVersion}}")"; is "" "$(grep " cgroup " /proc/mounts || true)"; is "true true" "$(docker info -f "{{.MemoryLimit}} {{.SwapLimit}}")"'
check "memory.max, memory.swap.max, memory.low" '
  one $N-m --memory 64m --memory-swap 96m --memory-reservation 32m
  is "67108864 33554432 33554432" "$(echo $(file $N-m memory.max) $(file $N-m memory.swap.max) $(file $N-m memory.low))"
  one $N-m2 --memory 64m; is 67108864 "$(file $N-m2 memory.swap.max)"; one $N-m3 --memory 64m --memory-swap -1; is max "$(file $N-m3 memory.swap.max)"'
check "cpu.max of --cpus and of quota and period" '
  one $N-c --cpus 0.5; is "50000 100000" "$(file $N-c cpu.max)"; one $N-c2 --cpu-period 50000 --cpu-quota 20000; is "20000 50000" "$(file $N-c2 cpu.max)"'
check "cpu.weight of --cpu-shares" '
  one $N-w --cpu-shares 1024; is 100 "$(file $N-w cpu.weight)"; one $N-w2 --cpu-shares 512; is 59 "$(file $N-w2 cpu.weight)"'
check "cpuset.cpus and cpuset.mems" '
  one $N-s --cpuset-cpus 1 --cpuset-mems 0; is "1 0" "$(echo $(file $N-s cpuset.cpus) $(file $N-s cpuset.mems))"
  is 1 "$(docker exec $N-s sh -c "grep Cpus_allowed_list /proc/self/status | cut -f2")"'
check "pids.max, and a fork beyond it fails" '
  one $N-p --pids-limit 20; is 20 "$(file $N-p pids.max)"
  like "fork" "$(drun --rm --pids-limit 5 $busybox sh -c "for i in 1 2 3 4 5 6 7 8; do sleep 5 & done; echo over" 2>&1 || true)"'
check "io.max of --device-read-bps and its kin" '
  number=$(cat /sys/block/vda/dev); one $N-i --device-read-bps /dev/vda:1mb --device-write-bps /dev/vda:2mb --device-read-iops /dev/vda:100 --device-write-iops /dev/vda:200
  is "$number rbps=1048576 wbps=2097152 riops=100 wiops=200" "$(file $N-i io.max)"'
check "io.bfq.weight of --blkio-weight" '
  one $N-b --blkio-weight 300; is "default 300" "$(file $N-b io.bfq.weight | head -1)"'
check "the device program refuses what no rule allows, and allows the rest" '
  exits 1 drun --rm $busybox sh -c "mknod /d b 254 0 && head -c1 /d"; like "not permitted" "$out"
  drun --rm $busybox sh -c "head -c1 /dev/zero >/dev/null && echo x >/dev/null"
  exits 1 drun --rm $busybox sh -c "mknod /f c 10 229 && exec 3<>/f"; like "not permitted" "$out"
  drun --rm --device /dev/fuse $busybox sh -c "exec 3<>/dev/fuse"
  drun --rm --device-cgroup-rule "c 10:229 rw" $busybox sh -c "mknod /f c 10 229 && exec 3<>/f"
  exits 1 drun --rm --device /dev/fuse:/dev/fuse:r $busybox sh -c "exec 3<>/dev/fuse"; like "not permitted" "$out"
  drun --rm --privileged $busybox sh -c "head -c1 /dev/vda >/dev/null"'
check "out of memory ends the container and is told" '
  drun -d --name $N-oom --memory 20m --memory-swap 20m $busybox sh -c "exec tail /dev/zero"; is 137 "$(docker wait $N-oom)"
  is "true 137" "$(docker inspect -f "{{.State.OOMKilled}} {{.State.ExitCode}}" $N-oom)"'
check "what does not fit in memory goes to swap where that is allowed" '
  drun --rm --memory 20m --memory-swap 100m $busybox sh -c "dd if=/dev/zero of=/dev/shm/x bs=1M count=40 2>/dev/null; cat /sys/fs/cgroup/memory.swap.current" >$WORK/swap
  [ "$(cat $WORK/swap)" -gt 10000000 ]'
check "pause freezes by cgroup.freeze; kill ends a paused one" '
  one $N-z; docker pause $N-z; cg=$(find /sys/fs/cgroup/gantry -name $(docker inspect -f "{{.Id}}" $N-z)); is 1 "$(cat $cg/cgroup.freeze)"
  like "frozen 1" "$(cat $cg/cgroup.events)"; exits 1 docker exec $N-z true; docker unpause $N-z; is 0 "$(cat $cg/cgroup.freeze)"; docker exec $N-z true
  docker pause $N-z; docker kill $N-z; is 137 "$(docker wait $N-z)"'
check "update sets limits of a running container" '
  one $N-u --memory 64m; docker update --memory 128m --memory-swap 256m --cpus 0.25 --cpu-shares 2048 --pids-limit 30 --cpuset-cpus 0 $N-u
  is "134217728 134217728 25000 100000 30 0" "$(echo $(file $N-u memory.max) $(file $N-u memory.swap.max) $(file $N-u cpu.max) $(file $N-u pids.max) $(file $N-u cpuset.cpus))"
  docker update --pids-limit -1 --memory-swap -1 $N-u; is "max max" "$(echo $(file $N-u pids.max) $(file $N-u memory.swap.max))"'
check "an exec joins the container's cgroup" '
  is "0::/" "$(docker exec $N-u cat /proc/self/cgroup)"; like "gantry/$(docker inspect -f "{{.Id}}" $N-u)" "$(cat /proc/$(docker inspect -f "{{.State.Pid}}" $N-u)/cgroup)"'
check "what v2 does not have is discarded with a warning" '
  like "MemorySwappiness|swappiness" "$(dcreate --memory-swappiness 10 $busybox 2>&1 >/dev/null)"; like "OomKillDisable" "$(dcreate --oom-kill-disable $busybox 2>&1 >/dev/null)"'
check "an image of 40 layers runs, on a kernel without lowerdir+" '
  is "40 39 2" "$(drun --rm $layers sh -c "echo \$(cat /layer-40) \$(cat /layer-39) \$(cat /layer-2)")"'
check "with CAP_SYS_RESOURCE a lower oom score and a higher limit of files" '
  is -500 "$(drun --rm --oom-score-adj -500 $busybox cat /proc/self/oom_score_adj)"; is 50000 "$(drun --rm --ulimit nofile=50000:50000 $busybox sh -c "ulimit -n")"'
check "nothing is left of containers that are removed" '
  docker rm -f $(docker ps -aq) >/dev/null; gone() { is "" "$(find /sys/fs/cgroup/gantry -mindepth 1 -type d | grep -v /monitors)"; }; eventually gone
  is "" "$(grep overlay /proc/mounts || true)"'
