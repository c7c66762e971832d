drun -d --name $N-x -e BASE=1 $busybox sh -c 'trap "exit 0" TERM; while :; do sleep 0.2; done' >/dev/null 2>&1
check "exec runs a program inside and exits with its code" '
  is hi "$(docker exec $N-x echo hi)"
  exits 7 docker exec $N-x sh -c "exit 7"
  is "$(docker exec $N-x hostname)" "$(docker inspect -f "{{.Config.Hostname}}" $N-x)"'
check "exec keeps the streams apart" '
  docker exec $N-x sh -c "echo out; echo err >&2" >$WORK/o 2>$WORK/e
  is "out err" "$(cat $WORK/o) $(cat $WORK/e)"'
check "exec sees the container's processes and environment" '
  like "while :" "$(docker exec $N-x ps -o args)"
  like BASE=1 "$(docker exec $N-x env)"'
check "exec -e, -w and -u" '
  is two "$(docker exec -e ONE=two $N-x sh -c "echo \$ONE")"
  is /tmp "$(docker exec -w /tmp $N-x pwd)"
  is "uid=33(www-data) gid=33(www-data) groups=29(audio),33(www-data)" "$(docker exec -u www-data $N-x id)"
  is 0000000000000000 "$(docker exec -u 33 $N-x sh -c "grep CapEff /proc/self/status | cut -f2")"
  is 00000000a80425fb "$(docker exec $N-x sh -c "grep CapEff /proc/self/status | cut -f2")"'
check "exec has the container's seccomp filter and cgroups" '
  is 2 "$(docker exec $N-x sh -c "grep ^Seccomp: /proc/self/status | cut -f2")"
  is "$(docker exec $N-x cat /proc/1/cgroup)" "$(docker exec $N-x cat /proc/self/cgroup)"'
check "exec -i carries input, also 30 MB" '
  is hi "$(echo hi | docker exec -i $N-x cat)"
  head -c 30000000 /dev/urandom >$WORK/big
  is "$(sha256sum <$WORK/big)" "$(docker exec -i $N-x cat <$WORK/big | sha256sum)"; rm $WORK/big'
check "exec -it has a terminal that follows its size" '
  exits 4 $here/terminal.py 25x81 "expect:25 81" "expect:25 81" "expect:25 81" resize:42x102 "expect:42 102" "send:\\x03" -- $DOCKER -H $HOST exec -it $N-x sh -c "trap \"exit 4\" INT; while :; do stty size; sleep 0.2; done"'
check "exec -d returns at once and the program goes on" '
  docker exec -d $N-x sh -c "sleep 0.5; touch /tmp/done"
  eventually docker exec $N-x test -e /tmp/done'
check "what exec prints is not in the container's log" '
  docker exec $N-x echo not-logged
  is "" "$(docker logs $N-x 2>&1)"'
check "exec of an unknown program exits 126 or 127 and says so" '
  code=0; out=$(docker exec $N-x nosuchprogram 2>&1) || code=$?
  like "^(126|127)\$" $code; like "\"nosuchprogram\": executable file not found in \\\$PATH" "$out"'
check "exec as an unknown user is refused" '
  code=0; out=$(docker exec -u nosuchuser $N-x id 2>&1) || code=$?
  like "^(1|126)\$" $code; like "unable to find user nosuchuser: no matching entries in passwd file" "$out"'
check "exec --privileged has all capabilities that the engine has" '
  out=$(docker exec --privileged $N-x sh -c "grep CapEff /proc/self/status | cut -f2" 2>&1 || true)
  unlike 00000000a80425fb "$out"'
check "exec's inspect has the code and the program" '
  api POST /v1.41/containers/$N-x/exec "{\"Cmd\":[\"sh\",\"-c\",\"exit 3\"]}"; is 201 $status
  id=$(printf %s "$body" | python3 -c "import json,sys; print(json.load(sys.stdin)[\"Id\"])")
  api POST /v1.41/exec/$id/start "{\"Detach\":true}"; is 200 $status
  over() { api GET /v1.41/exec/$id/json; like "\"Running\":false" "$body"; like "\"ExitCode\":3" "$body"; }
  eventually over
  like "\"entrypoint\":\"sh\"" "$body"; like "\"arguments\":\\[\"-c\",\"exit 3\"\\]" "$body"; like "\"ContainerID\":\"$(docker inspect -f "{{.Id}}" $N-x)\"" "$body"'
check "fifty execs in a row leave nothing behind" '
  drun -d --name $N-fifty $busybox sleep 1000
  before=$(docker exec $N-fifty sh -c "echo /proc/[0-9]*" | wc -w)
  for i in $(seq 50); do is $i "$(docker exec $N-fifty echo $i)"; done
  is $before "$(docker exec $N-fifty sh -c "echo /proc/[0-9]*" | wc -w)"'
check "the end of the container ends its execs" '
  drun -d --name $N-xe $busybox sleep 1000
  docker exec $N-xe sleep 1000 & pid=$!
  sleep 1; docker kill $N-xe; code=0; wait $pid || code=$?; is 137 $code'
check "exec in a container that does not run is refused" '
  exits 1 docker exec $N-xe true; like "is not running" "$out"'
