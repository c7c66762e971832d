check "attach shows output, carries input and exits with the container's code" '
  drun -d -i --name $N-a $busybox sh -c "read a; echo got \$a; exit 5"
  code=0; out=$( (echo ping; sleep 1) | docker attach $N-a) || code=$?
  is "got ping" "$out"; is 5 $code'
check "two attached clients each get all output" '
  drun -d --name $N-two $busybox sh -c "sleep 4; seq 1000"
  docker attach --no-stdin $N-two >$WORK/one & p1=$!; docker attach --no-stdin $N-two >$WORK/two & p2=$!
  wait $p1; wait $p2
  is "1000 1000" "$(wc -l <$WORK/one) $(wc -l <$WORK/two)"'
check "the detach keys leave the container running, attach comes back" '
  exits 0 $here/terminal.py 24x80 "expect:#" "send:echo first\\n" "expect:\\nfirst" "send:\\x10\\x11" -- $DOCKER -H $HOST run --label $LABEL -it --name $N-keys $busybox
  is running "$(docker inspect -f "{{.State.Status}}" $N-keys)"
  exits 6 $here/terminal.py 24x80 "send:echo second\\n" "expect:\\nsecond" "send:exit 6\\n" -- $DOCKER -H $HOST attach $N-keys'
check "other detach keys can be chosen" '
  exits 0 $here/terminal.py 24x80 "expect:#" "send:\\x18" -- $DOCKER -H $HOST run --label $LABEL -it --detach-keys ctrl-x --name $N-keys2 $busybox
  is running "$(docker inspect -f "{{.State.Status}}" $N-keys2)"'
check "signals to the client reach the container" '
  $DOCKER -H $HOST run --label $LABEL --name $N-sig $busybox sh -c "trap \"exit 33\" TERM; echo ready; while :; do sleep 0.1; done" >$WORK/o & pid=$!
  eventually grep -q ready $WORK/o; kill -TERM $pid
  code=0; wait $pid || code=$?; is 33 $code'
check "attach to a container that does not run is refused" '
  exits 1 docker attach $(dcreate $busybox); like "cannot attach to a stopped container" "$out"'
check "start -a -i carries input" '
  id=$(dcreate -i $busybox cat)
  is typed "$(echo typed | docker start -a -i $id)"'
