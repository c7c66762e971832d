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
check "devices that are not the container's cannot be opened" '
  exits 1 drun --rm $busybox sh -c "mknod /disk b 254 0 && head -c1 /disk"; like "not permitted" "$out"'
check "--device brings one in" '
  drun --rm --device /dev/fuse $busybox sh -c "test -c /dev/fuse && exec 3<>/dev/fuse"'
check "--shm-size sets the size of /dev/shm" '
  like "size=131072k" "$(drun --rm --shm-size 128m $busybox grep " /dev/shm " /proc/mounts)"'
check "--oom-score-adj reaches the process" '
  is 500 "$(drun --rm --oom-score-adj 500 $busybox cat /proc/self/oom_score_adj)"'
