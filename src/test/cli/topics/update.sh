# value V1-FILE V2-FILE CONTAINER: what the container's cgroup says, under either version.
value() { docker exec $3 sh -c "cd /sys/fs/cgroup; cat $1 2>/dev/null || cat $2"; }
running() { drun -d --name "$@" $busybox sleep 1000 >/dev/null; }
check "update sets the limits of a running container" '
  running $N-u; docker update --memory 64m --memory-swap 128m $N-u; is 67108864 "$(value memory/memory.limit_in_bytes memory.max $N-u)"
  is $N-u "$(docker update --cpu-shares 512 --pids-limit 40 --cpuset-cpus 0 $N-u)"
  like "^(512|20|59)\$" "$(value cpu/cpu.shares cpu.weight $N-u)"; is 40 "$(value pids/pids.max pids.max $N-u)"
  is 0 "$(docker exec $N-u sh -c "grep Cpus_allowed_list /proc/self/status | cut -f2")"
  is "67108864 134217728 512 40 0" "$(docker inspect -f "{{with .HostConfig}}{{.Memory}} {{.MemorySwap}} {{.CpuShares}} {{.PidsLimit}} {{.CpusetCpus}}{{end}}" $N-u)"'
check "update --cpus and quota exclude each other" '
  running $N-uc; docker update --cpus 0.5 $N-uc
  is "50000 100000" "$(echo $(docker exec $N-uc sh -c "cd /sys/fs/cgroup; cat cpu/cpu.cfs_quota_us cpu/cpu.cfs_period_us 2>/dev/null || cat cpu.max"))"
  exits 1 docker update --cpu-quota 20000 $N-uc; like "CPU Quota cannot be updated as NanoCPUs has already been set" "$out"
  running $N-uq; docker update --cpu-period 50000 --cpu-quota 20000 $N-uq
  is "20000 50000" "$(echo $(docker exec $N-uq sh -c "cd /sys/fs/cgroup; cat cpu/cpu.cfs_quota_us cpu/cpu.cfs_period_us 2>/dev/null || cat cpu.max"))"
  exits 1 docker update --cpus 1 $N-uq; like "cannot be updated as CPU (Period|Quota) has already been set" "$out"'
check "update raises and lowers the memory of a running container" '
  running $N-um --memory 64m; docker update --memory 256m --memory-swap 512m $N-um; is 268435456 "$(value memory/memory.limit_in_bytes memory.max $N-um)"
  docker update --memory 32m --memory-swap 40m $N-um; is 33554432 "$(value memory/memory.limit_in_bytes memory.max $N-um)"
  docker update --memory-swap -1 $N-um; is -1 "$(docker inspect -f "{{.HostConfig.MemorySwap}}" $N-um)"
  docker update --memory-reservation 16m $N-um; is 16777216 "$(value memory/memory.soft_limit_in_bytes memory.low $N-um)"'
check "update --pids-limit -1 takes the limit away" '
  running $N-up --pids-limit 20; docker update --pids-limit -1 $N-up; is max "$(value pids/pids.max pids.max $N-up)"'
check "update of a stopped container is there when it starts" '
  dcreate --name $N-us $busybox sleep 1000; docker update --memory 64m --memory-swap 64m --cpus 0.25 $N-us; docker start $N-us
  is 67108864 "$(value memory/memory.limit_in_bytes memory.max $N-us)"; docker restart -t 0 $N-us; is 67108864 "$(value memory/memory.limit_in_bytes memory.max $N-us)"'
check "update of a paused container is there at once" '
  running $N-upa; docker pause $N-upa; docker update --pids-limit 50 $N-upa; docker unpause $N-upa; is 50 "$(value pids/pids.max pids.max $N-upa)"'
check "update --restart changes what happens after the exit" '
  drun -d --name $N-ur $busybox sh -c "echo try; sleep 1"; docker update --restart always $N-ur
  is always "$(docker inspect -f "{{.HostConfig.RestartPolicy.Name}}" $N-ur)"; again() { [ "$(docker logs $N-ur | grep -c try)" -ge 2 ]; }; eventually again
  docker update --restart no $N-ur; stopped() { state_is exited $N-ur; }; eventually stopped; n=$(docker logs $N-ur | wc -l); sleep 1.5; is $n "$(docker logs $N-ur | wc -l)"'
check "update refuses what create refuses, and changes nothing then" '
  running $N-ux --memory 64m
  refuses 400 "Minimum memory limit allowed is 6MB" POST /containers/$N-ux/update "{\"Memory\":1000}"
  refuses 409 "Memory limit should be smaller than already set memoryswap limit" POST /containers/$N-ux/update "{\"Memory\":268435456}"
  refuses "400|500" "CPUs" POST /containers/$N-ux/update "{\"CpusetCpus\":\"999\"}"
  refuses 400 "invalid format" POST /containers/$N-ux/update "{\"CpusetCpus\":\"x\"}"
  refuses 400 "restart policy" POST /containers/$N-ux/update "{\"RestartPolicy\":{\"Name\":\"bogus\"}}"
  refuses 400 "[Mm]aximum retry count" POST /containers/$N-ux/update "{\"RestartPolicy\":{\"Name\":\"always\",\"MaximumRetryCount\":3}}"
  refuses 404 "No such container" POST /containers/$N-none/update "{}"
  is "67108864 no" "$(docker inspect -f "{{.HostConfig.Memory}} {{.HostConfig.RestartPolicy.Name}}" $N-ux)"; is 67108864 "$(value memory/memory.limit_in_bytes memory.max $N-ux)"'
check "a container that removes itself takes no restart policy" '
  running $N-ua --rm; exits 1 docker update --restart always $N-ua; like "AutoRemove" "$out"; docker rm -f $N-ua'
check "update is an event" '
  since=$(date +%s); docker update --pids-limit 60 $N-u
  is update "$(docker events --since $since --until $(($(date +%s) + 1)) --filter container=$N-u --filter event=update --format "{{.Action}}")"'
