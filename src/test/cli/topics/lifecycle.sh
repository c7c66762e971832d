sleeper='trap "exit 9" TERM; trap "exit 10" USR1; echo ready; while :; do sleep 0.1; done'
ready() { drun -d --name "$@" >/dev/null && eventually log_has ready $1; }
check "kill ends with 137, --signal sends another" '
  ready $N-k $busybox sh -c "$sleeper"; docker kill $N-k; is 137 "$(docker wait $N-k)"
  ready $N-k1 $busybox sh -c "$sleeper"; docker kill -s USR1 $N-k1; is 10 "$(docker wait $N-k1)"
  ready $N-k2 $busybox sh -c "$sleeper"; docker kill -s 15 $N-k2; is 9 "$(docker wait $N-k2)"'
check "stop sends SIGTERM and takes the program's code" '
  ready $N-s $busybox sh -c "$sleeper"; begin=$SECONDS; docker stop $N-s
  [ $((SECONDS - begin)) -lt 5 ]; is "exited 9" "$(docker inspect -f "{{.State.Status}} {{.State.ExitCode}}" $N-s)"'
check "stop -t kills what ignores SIGTERM, when the time is over" '
  ready $N-st $busybox sh -c "trap \"\" TERM; echo ready; while :; do sleep 0.1; done"
  begin=$(date +%s%N); docker stop -t 2 $N-st; took=$((($(date +%s%N) - begin) / 1000000))
  [ $took -ge 1900 ]; [ $took -lt 8000 ]
  is "exited 137" "$(docker inspect -f "{{.State.Status}} {{.State.ExitCode}}" $N-st)"'
check "--stop-signal and --stop-timeout are what stop uses" '
  ready $N-ss --stop-signal USR1 $busybox sh -c "$sleeper"; docker stop $N-ss; is 10 "$(docker wait $N-ss)"
  ready $N-so --stop-timeout 1 $busybox sh -c "trap \"\" TERM; echo ready; while :; do sleep 0.1; done"
  begin=$SECONDS; docker stop $N-so; [ $((SECONDS - begin)) -lt 6 ]'
check "stop of a container that has ended is no error" '
  docker stop $N-s'
check "restart keeps the id and starts anew" '
  ready $N-r $busybox sh -c "$sleeper"
  before=$(docker inspect -f "{{.Id}} {{.State.StartedAt}} {{.State.Pid}}" $N-r); set -- $before
  docker restart -t 1 $N-r
  after=$(docker inspect -f "{{.Id}} {{.State.StartedAt}} {{.State.Pid}}" $N-r)
  is $1 ${after%% *}; [ "$before" != "$after" ]; is running "$(docker inspect -f "{{.State.Status}}" $N-r)"
  both() { is 2 "$(docker logs $N-r | grep -c ready)"; }; eventually both; docker kill $N-r'
check "restart starts one that has ended; its files are kept" '
  drun --name $N-rf $busybox sh -c "echo x >>/count; wc -l </count"
  is 2 "$(docker start -a $N-rf)"; docker restart $N-rf; docker wait $N-rf
  is "1 2 3" "$(echo $(docker logs $N-rf))"'
check "wait prints the code, of several in order, and at once when over" '
  drun -d --name $N-w1 $busybox sh -c "sleep 1; exit 4"; drun -d --name $N-w2 $busybox sh -c "exit 5"
  is "4 5" "$(echo $(docker wait $N-w1 $N-w2))"
  is 4 "$(docker wait $N-w1)"'
check "wait of a container that is killed" '
  drun -d --name $N-wk $busybox sleep 1000; (sleep 0.7; docker kill $N-wk) & is 137 "$(docker wait $N-wk)"'
check "a program killed by a signal exits with 128 and its number" '
  exits 143 drun --rm --init $busybox sh -c "kill -TERM \$\$"'
check "rm removes what has ended, rm -f what runs" '
  docker rm $N-w1; exits 1 docker inspect $N-w1
  drun -d --name $N-rmf $busybox sleep 1000; docker rm -f $N-rmf; exits 1 docker inspect $N-rmf'
check "rm of a running container is refused" '
  drun -d --name $N-rmr $busybox sleep 1000
  exits 1 docker rm $N-rmr; like "cannot remove.*running" "$out"; docker rm -f $N-rmr'
check "start of a running container is no error" '
  drun -d --name $N-ss2 $busybox sleep 1000; docker start $N-ss2; docker rm -f $N-ss2'
check "--restart on-failure:2 tries twice more" '
  drun -d --name $N-pol --restart on-failure:2 $busybox sh -c "echo try; exit 3"
  tried() { is "2 exited 3" "$(docker inspect -f "{{.RestartCount}} {{.State.Status}} {{.State.ExitCode}}" $N-pol)"; }; eventually tried
  is 3 "$(docker logs $N-pol | wc -l)"'
check "--restart always comes back after the program ends, not after stop" '
  drun -d --name $N-alw --restart always $busybox sh -c "echo try; sleep 0.3"
  again() { [ "$(docker logs $N-alw | wc -l)" -ge 2 ]; }; eventually again
  docker stop -t 1 $N-alw; sleep 1; is exited "$(docker inspect -f "{{.State.Status}}" $N-alw)"'
