# Attacks that worked against well-known engines, tried from inside of containers: the lines R1 to R13 of docs/security.md.
# Debian 12's dockerd 20.10 falls to two of them: R5 (it makes a folder on the host) and R12 (it makes cgroups outside of its own).

parent_of() { awk '/^PPid:/ { print $2 }' "/proc/$(docker inspect -f '{{.State.Pid}}' "$1")/status"; }
calm() { docker rm -f "$1" >/dev/null; }

check "R1: what an exec is started with can't be overwritten from inside" '
  drun -d --name $N-over $attacker attacker overwrite /over
  for i in $(seq 10); do docker exec $N-over /bin/true; done
  docker exec $N-over touch /over || true  # The container ends as soon as the file is there, and may take the exec with it.
  is 0 "$(docker wait $N-over)"
  like "written 0\$" "$(docker logs $N-over)"
  is fine "$(drun --rm $busybox echo fine)"'
check "R1: an entrypoint that asks for /proc/self/exe gets nothing of the host" '
  mkdir -p $WORK/self; printf "#!/proc/self/exe\n" >$WORK/self/run; chmod 755 $WORK/self/run
  code=0; timeout 20 docker run --label $LABEL --rm -v $WORK/self:/self $busybox /self/run >$WORK/o 2>&1 || code=$?
  [ $code != 0 ] && [ $code != 124 ]
  is "#!/proc/self/exe" "$(cat $WORK/self/run)"
  is fine "$(drun --rm $busybox echo fine)"'
check "R2: a working directory of /proc/self/fd/N is refused, at the start and for an exec" '
  drun -d --name $N-cwd $busybox sleep 60
  for fd in 3 4 5 6 7 8 9 10; do
    ! drun --rm -w /proc/self/fd/$fd $busybox sh -c "ls ../../etc/shadow"
    ! docker exec -w /proc/self/fd/$fd $N-cwd sh -c "ls ../../etc/shadow"
  done; calm $N-cwd'
check "R4: nothing can be mounted over what a sysctl or a label is written through" '
  mkdir -p $WORK/fake/sys/net/ipv4; echo untouched >$WORK/fake/sys/net/ipv4/ip_default_ttl
  ! drun --rm -v $WORK/fake:/proc --sysctl net.ipv4.ip_default_ttl=9 $busybox true
  ! drun --rm -v $WORK/fake/sys:/proc/sys --sysctl net.ipv4.ip_default_ttl=9 $busybox true
  ! drun --rm --tmpfs /proc/self --sysctl net.ipv4.ip_default_ttl=9 $busybox true
  is untouched "$(cat $WORK/fake/sys/net/ipv4/ip_default_ttl)"'
check "R4: a sysctl reaches the kernel while a neighbour swaps what is mounted below /proc" '
  mkdir -p $WORK/redirect/place; ln -s /proc/sys/net/ipv4 $WORK/redirect/link; mkdir -p $WORK/decoy; echo untouched >$WORK/decoy/ip_default_ttl
  drun -d --name $N-redirect -v $WORK/redirect:/shared $attacker attacker swap /shared/place /shared/link
  for i in $(seq 10); do
    out=$(drun --rm -v $WORK/redirect:/shared -v $WORK/decoy:/shared/place --sysctl net.ipv4.ip_default_ttl=9 $busybox cat /proc/sys/net/ipv4/ip_default_ttl 2>$WORK/e) && is 9 "$out"
  done
  calm $N-redirect
  is untouched "$(cat $WORK/decoy/ip_default_ttl)"; unlike "^9\$" "$(cat /proc/sys/net/ipv4/ip_default_ttl)"'
check "R5: a mount never follows a link that a neighbour swaps in: nothing is made or mounted on the host" '
  mkdir -p $WORK/race/place $WORK/outside $WORK/source; echo inside >$WORK/source/word; ln -s $WORK/outside $WORK/race/link
  drun -d --name $N-race -v $WORK/race:/shared $attacker attacker swap /shared/place /shared/link
  ran=0
  for i in $(seq 25); do
    if out=$(drun --rm -v $WORK/race:/shared -v $WORK/source:/shared/place/deep/target $busybox sh -c "cat /shared/place/deep/target/word /shared/link/deep/target/word $WORK/outside/deep/target/word; true" 2>$WORK/e)
    then ran=$((ran + 1)); like "inside|^\$" "$out"; fi
    is "" "$(ls -A $WORK/outside)"
  done
  calm $N-race; unlike "$WORK" "$(cat /proc/self/mountinfo)"; [ $ran -gt 0 ]'
check "R6: a program has its three descriptors and no other" '
  is "0 1 2" "$(echo $(drun --rm $busybox sh -c "ls /proc/1/fd" | grep -v "^[0-9]\{2,\}\$" | grep "^[012]\$"))"
  is 3 "$(drun --rm $busybox sh -c "exec ls /proc/1/fd" | grep -cv "^3\$")"'
check "R7: masks and read-only paths can be neither written, nor mounted again, nor taken away" '
  for path in /proc/sysrq-trigger /proc/sys/kernel/core_pattern /proc/sys/kernel/modprobe /proc/kcore /sys/kernel/uevent_helper /proc/irq/0/smp_affinity; do
    ! drun --rm $busybox sh -c "echo x >$path"
  done
  for way in "umount /proc/kcore" "umount /proc/sys" "mount -o remount,rw /proc/sys" "mount -t proc proc /mnt" "mount -t sysfs sysfs /mnt" "mount --bind / /mnt" "mount -t cgroup -o memory none /mnt"; do
    ! drun --rm $busybox $way
  done'
check "R9: a setuid program gives nothing under no-new-privileges, and the right thing without" '
  is "uid 1000 euid 0" "$(drun --rm -u 1000 $attacker attacker-suid ids)"
  is "uid 1000 euid 1000" "$(drun --rm -u 1000 --security-opt no-new-privileges $attacker attacker-suid ids)"
  drun -d --name $N-nnp -u 1000 --security-opt no-new-privileges $attacker sleep 60
  is "uid 1000 euid 1000" "$(docker exec $N-nnp attacker-suid ids)"
  is "uid 1001 euid 1001" "$(docker exec -u 1001 $N-nnp attacker-suid ids)"; calm $N-nnp'
check "R9: no capability is inheritable or ambient, at the start, for an exec, as another user" '
  none="0000000000000000 0000000000000000"
  sets="grep -E ^Cap(Inh|Amb) /proc/self/status"
  is "$none" "$(echo $(drun --rm $busybox $sets | cut -f2))"
  is "$none" "$(echo $(drun --rm -u 33 --cap-add NET_ADMIN $busybox $sets | cut -f2))"
  drun -d --name $N-caps $busybox sleep 60
  is "$none" "$(echo $(docker exec $N-caps $sets | cut -f2))"
  is "$none" "$(echo $(docker exec -u 33 $N-caps $sets | cut -f2))"; calm $N-caps'
check "R10: a user that is no number is never taken for root" '
  for user in 0x0 4294967296 -1 99999999999999999999 0,0 +00x; do ! drun --rm -u "$user" $busybox id -u || { echo "$user was taken"; false; }; done
  unlike "^0" "$(drun --rm -u 1: $busybox id -u 2>/dev/null)"
'
check "R12: sysctls and cgroups that are not the container's are refused" '
  for name in kernel.core_pattern=x vm.overcommit_memory=1 kernel.modprobe=/x fs.file-max=9 ../kernel/core_pattern=x net/../kernel/core_pattern=x; do
    ! drun --rm --sysctl $name $busybox true || { echo "$name was taken"; false; }
  done
  is "$(cat /proc/sys/kernel/core_pattern)" "$(drun --rm $busybox cat /proc/sys/kernel/core_pattern)"
  code=0; drun --rm --cgroup-parent ../../$N-escape $busybox true || code=$?
  is "" "$(find /sys/fs/cgroup -maxdepth 2 -name "$N-escape*")"'
check "R13: a neighbour in the host's pid namespace can't look into who watches a container" '
  drun -d --name $N-victim $busybox sleep 60
  monitor=$(parent_of $N-victim)
  for user in 0 1000; do
    out=$(drun --rm --pid host -u $user $attacker attacker trace $monitor)
    like "ptrace: (EPERM|EACCES)" "$out"; like "memory: (EPERM|EACCES)" "$out"; like "root: (EPERM|EACCES)" "$out"; like "descriptors: (EPERM|EACCES)" "$out"
  done
  like "signal: EPERM" "$out"; state_is running $N-victim; calm $N-victim'
check "R13: a fork bomb is held at its limit, the engine answers, and a kill ends it whole" '
  drun -d --name $N-bomb --pids-limit 60 --cpus 0.5 $busybox sh -c "f() { f & f & sleep 60; }; f & exec sleep 60"  # One without room to fork ends, so the first does not go on forking.
  pid=$(docker inspect -f "{{.State.Pid}}" $N-bomb); space=$(readlink /proc/$pid/ns/pid)
  sleep 1
  docker ps -q >/dev/null; is fine "$(drun --rm $busybox echo fine)"
  docker kill $N-bomb; docker wait $N-bomb
  is 0 "$(for each in /proc/[0-9]*; do readlink $each/ns/pid; done 2>/dev/null | grep -cF "$space")"'
check "R13: a child that takes too much memory is killed alone, and that is told" '
  drun --name $N-child --memory 20m --memory-swap 20m $busybox sh -c "tail /dev/zero; echo went on"
  is "went on" "$(docker logs $N-child 2>/dev/null)"
  is "true 0" "$(docker inspect -f "{{.State.OOMKilled}} {{.State.ExitCode}}" $N-child)"'
