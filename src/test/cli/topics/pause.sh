ticker='i=0; while :; do i=$((i+1)); echo $i; sleep 0.05; done'
lines() { docker logs $1 | wc -l; }
stands() { local before; before=$(lines $1); sleep 0.6; is $before $(lines $1); }
moves() { local before; before=$(lines $1); more() { [ "$(lines $1)" -gt $2 ]; }; eventually more $1 $before; }
state() { docker inspect -f '{{.State.Status}} {{.State.Running}} {{.State.Paused}}' $1; }
paused() { drun -d --name $1 $busybox sh -c "$ticker" >/dev/null && eventually log_has 3 $1 && docker pause $1 >/dev/null; }
check "pause stops every process, unpause lets them go on" '
  paused $N-p; is "paused true true" "$(state $N-p)"; sleep 0.2; stands $N-p
  is $N-p "$(docker unpause $N-p)"; is "running true false" "$(state $N-p)"; moves $N-p'
check "ps shows a paused container so, and finds it by that state" '
  docker pause $N-p; like "^Up .*\(Paused\)\$" "$(docker ps --filter name=$N-p --format "{{.Status}}")"
  is $N-p "$(docker ps --filter status=paused --filter label=$LABEL --format "{{.Names}}")"
  is "" "$(docker ps --filter status=running --filter name=$N-p -q)"
  [ "$(docker info -f "{{.ContainersPaused}}")" -ge 1 ]'
check "what needs a paused container to run is refused" '
  exits 1 docker pause $N-p; like "already paused" "$out"
  exits 1 docker exec $N-p true; like "is paused, unpause the container before exec" "$out"
  exits 1 docker attach --no-stdin $N-p; like "[Cc]annot attach to a paused container" "$out"
  exits 1 docker start $N-p; like "cannot start a paused container, try unpause instead" "$out"
  exits 1 docker rm $N-p; like "cannot remove.*paused" "$out"
  api POST "/containers/$N-p/attach?stream=1&stdout=1"; is 409 "$status"; like "is paused, unpause the container before attach" "$body"
  docker top $N-p >/dev/null; is "paused true true" "$(state $N-p)"'
check "pause of what does not run is refused, unpause of what is not paused too" '
  dcreate --name $N-pc $busybox true; exits 1 docker pause $N-pc; like "is not running" "$out"
  docker unpause $N-p; exits 1 docker unpause $N-p; like "is not paused" "$out"; exits 1 docker pause $N-none; like "No such container" "$out"'
check "stop, kill and rm -f end a paused container" '
  docker pause $N-p; docker stop -t 1 $N-p; is "exited false false" "$(state $N-p)"
  docker start $N-p; docker pause $N-p; docker kill $N-p; is 137 "$(docker wait $N-p)"
  docker start $N-p; docker pause $N-p; docker rm -f $N-p; exits 1 docker inspect $N-p'
check "restart of a paused container starts it anew" '
  paused $N-pr; docker restart -t 1 $N-pr; is "running true false" "$(state $N-pr)"; moves $N-pr'
check "a signal that is not to end it waits until it goes on" '
  drun -d --name $N-ps --stop-signal USR2 $busybox sh -c "trap \"exit 7\" USR1; echo ready; while :; do sleep 0.1; done"; eventually log_has ready $N-ps
  docker pause $N-ps; docker kill -s USR1 $N-ps; sleep 0.5; is "paused true true" "$(state $N-ps)"
  docker unpause $N-ps; is 7 "$(docker wait $N-ps)"'
check "an exec goes on where it was" '
  drun -d --name $N-pe $busybox sleep 1000
  docker exec $N-pe sh -c "$ticker" >$WORK/ticks & exec_pid=$!
  some() { [ $(wc -l <$WORK/ticks) -ge 3 ]; }; eventually some
  docker pause $N-pe; sleep 0.3; before=$(wc -l <$WORK/ticks); sleep 0.6; is $before $(wc -l <$WORK/ticks)
  docker unpause $N-pe; more() { [ $(wc -l <$WORK/ticks) -gt $before ]; }; eventually more
  docker rm -f $N-pe; wait $exec_pid || true'
check "pause, kill and unpause are events in this order" '
  since=$(date +%s); drun -d --name $N-ev $busybox sleep 1000; docker pause $N-ev; docker unpause $N-ev; docker pause $N-ev; docker rm -f $N-ev
  told() { docker events --since $since --until $(($(date +%s) + 1)) --filter container=$N-ev --filter event=pause --filter event=unpause --filter event=kill \
    --format "{{.Action}}" | tr "\n" " "; }
  like "^pause unpause pause kill" "$(told)"'
