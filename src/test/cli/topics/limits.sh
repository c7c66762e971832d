check "--memory is the cgroup's limit and inspect shows it" '
  is 67108864 "$(drun --rm --memory 64m $busybox sh -c "cat /sys/fs/cgroup/memory/memory.limit_in_bytes 2>/dev/null || cat /sys/fs/cgroup/memory.max")"
  is 67108864 "$(docker inspect -f "{{.HostConfig.Memory}}" $(dcreate --memory 64m $busybox))"'
check "--memory kills what takes more, and says so" '
  drun -d --name $N-oom --memory 20m --memory-swap 20m $busybox sh -c "exec tail /dev/zero"
  is 137 "$(docker wait $N-oom)"
  is "true 137" "$(docker inspect -f "{{.State.OOMKilled}} {{.State.ExitCode}}" $N-oom)"'
check "--cpus is the cgroup's quota and inspect shows it" '
  is "50000 100000" "$(echo $(drun --rm --cpus 0.5 $busybox sh -c "cat /sys/fs/cgroup/cpu/cpu.cfs_quota_us /sys/fs/cgroup/cpu/cpu.cfs_period_us 2>/dev/null || cat /sys/fs/cgroup/cpu.max"))"
  is 500000000 "$(docker inspect -f "{{.HostConfig.NanoCpus}}" $(dcreate --cpus 0.5 $busybox))"'
check "--cpu-shares and --cpuset-cpus reach the cgroup" '
  is 0 "$(drun --rm --cpuset-cpus 0 $busybox sh -c "grep Cpus_allowed_list /proc/self/status | cut -f2")"
  like "^(512|20|59)\$" "$(drun --rm --cpu-shares 512 $busybox sh -c "cat /sys/fs/cgroup/cpu/cpu.shares 2>/dev/null || cat /sys/fs/cgroup/cpu.weight")"'
check "--pids-limit stops a fork bomb" '
  is 33 "$(drun --rm --pids-limit 33 $busybox sh -c "cat /sys/fs/cgroup/pids/pids.max 2>/dev/null || cat /sys/fs/cgroup/pids.max")"
  is 33 "$(docker inspect -f "{{.HostConfig.PidsLimit}}" $(dcreate --pids-limit 33 $busybox))"
  out=$(drun --rm --pids-limit 10 $busybox sh -c "for i in 1 2 3 4 5 6 7 8 9 10 11 12; do sleep 5 & done; echo over" 2>&1 || true); like "fork" "$out"'
check "--memory-reservation and --memory-swap reach the cgroup; the usual swap is as much again" '
  is "33554432" "$(drun --rm --memory 64m --memory-reservation 32m $busybox sh -c "cat /sys/fs/cgroup/memory/memory.soft_limit_in_bytes 2>/dev/null || cat /sys/fs/cgroup/memory.low")"
  like "^(134217728|67108864)\$" "$(drun --rm --memory 64m $busybox sh -c "cat /sys/fs/cgroup/memory/memory.memsw.limit_in_bytes 2>/dev/null || cat /sys/fs/cgroup/memory.swap.max")"
  is 134217728 "$(docker inspect -f "{{.HostConfig.MemorySwap}}" $(dcreate --memory 64m $busybox))"'
check "--cpu-period and --cpu-quota are the cgroup's" '
  is "20000 50000" "$(echo $(drun --rm --cpu-period 50000 --cpu-quota 20000 $busybox sh -c "cat /sys/fs/cgroup/cpu/cpu.cfs_quota_us /sys/fs/cgroup/cpu/cpu.cfs_period_us 2>/dev/null || cat /sys/fs/cgroup/cpu.max"))"'
check "--cpuset-mems reaches the cgroup" '
  is 0 "$(drun --rm --cpuset-mems 0 $busybox sh -c "grep Mems_allowed_list /proc/self/status | cut -f2")"'
check "--device-read-bps and its kin are rates of the disk" '
  disk=$(disk_device); number=$(printf "%d:%d" $(stat -c "0x%t 0x%T" $disk))
  out=$(drun --rm --device-read-bps $disk:1mb --device-write-bps $disk:2mb --device-read-iops $disk:100 --device-write-iops $disk:200 $busybox sh -c "
    cd /sys/fs/cgroup; cat io.max 2>/dev/null || cat blkio/blkio.throttle.read_bps_device blkio/blkio.throttle.write_bps_device blkio/blkio.throttle.read_iops_device blkio/blkio.throttle.write_iops_device")
  like "^$number (rbps=1048576 wbps=2097152 riops=100 wiops=200|1048576 $number 2097152 $number 100 $number 200)\$" "$(echo $out)"
  exits 127 drun --rm --device-read-bps /dev/nosuchdisk:1mb $busybox true; like "/dev/nosuchdisk" "$out"'
check "limits that can never be are refused" '
  refused() { local regex=$1; shift; exits 125 drun --rm "$@" $busybox true; like "$regex" "$out"; }
  refused "Minimum memory limit allowed is 6MB" --memory 1m
  refused "Minimum memory reservation allowed is 6MB" --memory-reservation 1m
  refused "can not be less than memory reservation" --memory 20m --memory-reservation 30m
  refused "Minimum memoryswap limit should be larger" --memory 20m --memory-swap 10m
  refused "always set the Memory limit" --memory-swap 20m
  refused "[Vv]alid memory swappiness range is 0-100" --memory-swappiness 101
  refused "[Rr]ange of CPUs is from 0.01" --cpus 1000
  refused "cannot both be set" --cpus 1 --cpu-period 5000
  refused "CPU cfs period can not be less than 1ms" --cpu-period 10
  refused "CPU cfs quota can not be less than 1ms" --cpu-quota 10
  refused "Requested CPUs are not available - requested 500" --cpuset-cpus 500
  refused "Invalid value a for cpuset cpus" --cpuset-cpus a
  refused "Requested memory nodes are not available" --cpuset-mems 500'
check "--oom-kill-disable without a limit warns or is discarded with a warning" '
  like "OOM killer is disabled|OomKillDisable" "$(dcreate --oom-kill-disable $busybox 2>&1 >/dev/null)"'
check "devices that are not the container's cannot be opened" '
  exits 1 drun --rm $busybox sh -c "mknod /disk b 254 0 && head -c1 /disk"; like "not permitted" "$out"'
check "--device-cgroup-rule lets a container use what it makes" '
  unlike "not permitted" "$(drun --rm --device-cgroup-rule "c 10:229 rw" $busybox sh -c "mknod /fuse c 10 229; exec 3<>/fuse" 2>&1)"
  for rule in "c 10:229 r" "c 10:228 rwm" "b *:* rwm"; do
    exits 1 drun --rm --device-cgroup-rule "$rule" $busybox sh -c "mknod /fuse c 10 229 && exec 3<>/fuse"; like "not permitted" "$out"
  done'
check "--device brings one in" '
  drun --rm --device /dev/fuse $busybox sh -c "test -c /dev/fuse && exec 3<>/dev/fuse"'
check "--shm-size sets the size of /dev/shm" '
  like "size=131072k" "$(drun --rm --shm-size 128m $busybox grep " /dev/shm " /proc/mounts)"'
check "--oom-score-adj reaches the process" '
  is 500 "$(drun --rm --oom-score-adj 500 $busybox cat /proc/self/oom_score_adj)"'
