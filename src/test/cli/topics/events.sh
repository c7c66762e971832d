actions() { docker events --since $since --until $(date +%s.%N) --format '{{.Type}}:{{.Action}}' "$@" | grep -v ^network: | tr '\n' ' '; }
check "a container's life in events" '
  since=$(date +%s.%N)
  drun --rm --name $N-ev $busybox true; sleep 1.1
  is "container:create container:attach container:start container:die container:destroy " "$(actions --filter container=$N-ev)"'
check "exec, kill, restart, stop, rename in events" '
  since=$(date +%s.%N)
  drun -d --name $N-ev2 $busybox sh -c "trap \"exit 0\" TERM; while :; do sleep 0.1; done"; docker exec $N-ev2 true; docker restart -t 5 $N-ev2; sleep 0.3; docker stop $N-ev2; docker rename $N-ev2 $N-ev3; docker rm $N-ev3
  sleep 1.1; out=$(actions --filter type=container)
  for action in create start "exec_create: true" "exec_start: true " exec_die kill die restart stop rename destroy; do like "container:$action" "$out"; done'
check "top and prune in events, prune with what it gave back" '
  since=$(date +%s.%N)
  drun -d --name $N-ev5 --label $N-gone $busybox sleep 60; docker top $N-ev5; docker rm -f $N-ev5
  dcreate --label $N-gone $busybox; api POST "/v1.41/containers/prune?filters=%7B%22label%22:%5B%22$N-gone%22%5D%7D"; is 200 $status; sleep 1.1
  like "container:top" "$(actions --filter container=$N-ev5)"
  like "^[0-9]+\$" "$(docker events --since $since --until $(date +%s) --filter event=prune --filter type=container --format "{{.Actor.Attributes.reclaimed}}")"'
check "events carry the name, the image, labels and the exit code" '
  since=$(date +%s.%N)
  drun --name $N-ev4 --label ev=lab $busybox sh -c "exit 8" || true; sleep 1.1
  is "$N-ev4 $busybox lab 8" "$(docker events --since $since --until $(date +%s) --filter event=die --filter container=$N-ev4 --format "{{.Actor.Attributes.name}} {{.Actor.Attributes.image}} {{.Actor.Attributes.ev}} {{.Actor.Attributes.exitCode}}")"'
check "events --filter by label, image, event and type" '
  since=$(date +%s.%N)
  drun --rm --label ev=one $busybox true; drun --rm --label ev=two $bash true; sleep 1.1
  is "container:die " "$(actions --filter label=ev=one --filter event=die)"
  is "container:die " "$(actions --filter image=$bash --filter event=die)"
  is "container:start container:start " "$(actions --filter type=container --filter event=start --filter label=$LABEL)"'
check "events are pushed as they happen" '
  docker events --filter container=$N-live --format "{{.Action}}" >$WORK/live & pid=$!
  sleep 0.7; drun --rm --name $N-live $busybox true
  eventually grep -q destroy $WORK/live; kill $pid'
check "images make events" '
  since=$(date +%s.%N); docker tag $busybox $TAG/tagged:1; docker rmi $TAG/tagged:1; docker load -q -i $WORK/images/busybox.tar; sleep 1.1
  out=$(actions --filter type=image); like "image:tag" "$out"; like "image:untag" "$out"; like "image:load" "$out"'
check "events --until in the past ends at once" '
  is "" "$(docker events --since 2001-01-01 --until 2001-01-02)"'
