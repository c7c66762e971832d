# What programs do to themselves and to their surroundings: none of it may harm the engine, a neighbour or what is kept.

check "pid 1 can't be killed from inside, and goes on" '
  drun -d --name $N-one $busybox sh -c "kill -9 1; kill -9 -1; echo alive; sleep 60"
  eventually log_has alive $N-one; state_is running $N-one; docker rm -f $N-one'
check "a program that closes its streams runs on, and its end is told" '
  drun --name $N-closed $busybox sh -c "exec 0<&- 1>&- 2>&-; exit 7" || is 7 $?
  is "" "$(docker logs $N-closed 2>&1)"; is 7 "$(docker inspect -f "{{.State.ExitCode}}" $N-closed)"'
check "a full /dev/shm is its container's own" '
  drun -d --name $N-shm --shm-size 1m $busybox sh -c "cat /dev/zero >/dev/shm/all; echo full; sleep 60"
  eventually log_has full $N-shm
  is 4096 "$(drun --rm $busybox sh -c "head -c 4096 /dev/zero >/dev/shm/x && wc -c </dev/shm/x")"; docker rm -f $N-shm'
check "a thousand zombies and orphans end with their container" '
  drun -d --name $N-dead --pids-limit 3000 $attacker attacker zombies 1000
  eventually log_has "made 1000" $N-dead
  space=$(readlink /proc/$(docker inspect -f "{{.State.Pid}}" $N-dead)/ns/pid)
  docker rm -f $N-dead
  is 0 "$(for each in /proc/[0-9]*; do readlink $each/ns/pid; done 2>/dev/null | grep -cF "$space")"'
check "with --init orphans are reaped" '
  drun -d --name $N-reaped --init $busybox sh -c "for i in 1 2 3 4 5 6 7 8 9; do (sleep 0.1 &) ; done; sleep 60"
  sleep 1; is 0 "$(docker exec $N-reaped sh -c "grep -l \"^State:.Z\" /proc/[0-9]*/status | wc -l" 2>/dev/null)"; docker rm -f $N-reaped'
check "a pipe that nobody but a survivor holds ends with the container" '
  begin=$SECONDS
  is 0 "$(drun --rm $busybox sh -c "sleep 600 & exit 0" >/dev/null; echo $?)"
  [ $((SECONDS - begin)) -lt 20 ]'
check "a line of thirty megabytes is kept whole" '
  drun --name $N-line $busybox sh -c "head -c 30000000 /dev/zero | tr \"\\0\" x; echo"
  is 30000001 "$(docker logs $N-line | wc -c)"'
check "a name is what is allowed, whatever it would do in a page or a log" '
  for name in "<b>" "a b" "../x" "x$(printf "\\t")y" "$(printf "x\\033[31m")" ".x" "-x" "ä" ""; do
    [ -z "$name" ] || ! docker create --label "$LABEL" --name "$name" $busybox || { echo "taken: $name"; false; }
  done'
