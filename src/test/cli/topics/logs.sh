drun --name $N-log $busybox sh -c 'echo one; sleep 0.3; echo two >&2; sleep 0.3; echo three' >/dev/null 2>&1
check "logs gives both streams back apart" '
  docker logs $N-log >$WORK/o 2>$WORK/e
  is "one three" "$(echo $(cat $WORK/o))"; is two "$(cat $WORK/e)"'
check "logs -t puts the time before each line" '
  out=$(docker logs -t $N-log 2>&1 | sed -n 1p); like "^20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\.[0-9]+Z (one|two|three)\$" "$out"'
check "logs --tail takes the last lines" '
  is three "$(docker logs --tail 1 $N-log 2>/dev/null)"
  is 2 "$(docker logs --tail 2 $N-log 2>&1 | wc -l)"
  is 0 "$(docker logs --tail 0 $N-log 2>&1 | wc -l)"
  is 3 "$(docker logs --tail all $N-log 2>&1 | wc -l)"
  is 3 "$(docker logs --tail 999 $N-log 2>&1 | wc -l)"'
check "logs --since and --until take the time of a line" '
  first=$(docker logs -t $N-log 2>/dev/null | sed -n "s/ one\$//p"); last=$(docker logs -t $N-log 2>/dev/null | sed -n "s/ three\$//p")
  is three "$(docker logs --since $last $N-log 2>/dev/null)"
  is one "$(docker logs --until $first $N-log 2>/dev/null)"
  is 3 "$(docker logs --since $first --until $last $N-log 2>&1 | wc -l)"
  is 3 "$(docker logs --since 10m $N-log 2>&1 | wc -l)"
  is 0 "$(docker logs --until 10m $N-log 2>&1 | wc -l)"'
check "logs -f follows until the end" '
  drun -d --name $N-f $busybox sh -c "for i in 1 2 3 4 5; do echo line \$i; sleep 0.2; done"
  is 5 "$(docker logs -f $N-f | wc -l)"'
check "logs -f of a container that has ended ends" '
  is 3 "$(docker logs -f $N-log 2>&1 | wc -l)"'
check "logs -f --tail starts near the end and follows" '
  drun -d --name $N-ft $busybox sh -c "echo a; echo b; while [ ! -e /go ]; do sleep 0.1; done; echo c; sleep 0.5"
  eventually log_has b $N-ft
  docker logs -f --tail 1 $N-ft >$WORK/ft & pid=$!; eventually grep -q b $WORK/ft; docker exec $N-ft touch /go; wait $pid
  is "b c" "$(echo $(cat $WORK/ft))"'
check "logs -f sees a container that is killed end" '
  drun -d --name $N-fk $busybox sh -c "echo up; sleep 1000"
  (sleep 1; docker kill $N-fk) & is up "$(docker logs -f $N-fk)"'
check "a last line without newline is kept" '
  drun --name $N-nonl $busybox printf "a\nb"
  is "610a62" "$(docker logs $N-nonl | od -An -tx1 | tr -d " \n" )"'
check "logs go on over a restart" '
  drun --name $N-again $busybox echo run; docker start -a $N-again
  is "run run" "$(echo $(docker logs $N-again))"'
check "200 000 lines come back as they were written" '
  drun --name $N-flood $flood flood 200000 0 0 >$WORK/o 2>$WORK/e
  docker logs $N-flood >$WORK/lo 2>$WORK/le
  is 200001 "$(wc -l <$WORK/lo)"; cmp $WORK/o $WORK/lo; cmp $WORK/e $WORK/le'
check "a line of 100 000 bytes comes back as one" '
  drun --name $N-long $busybox sh -c "head -c 100000 /dev/zero | tr \\\\0 x; echo; echo next" >/dev/null
  is "100000 4" "$(docker logs $N-long | awk "{printf \"%s%d\", s, length(); s=\" \"}")"'
check "logs of a terminal are one stream with carriage returns" '
  drun -t --name $N-tty $busybox sh -c "echo a; echo b >&2"
  is "610d0a620d0a" "$(docker logs $N-tty | od -An -tx1 | tr -d " \n")"'
check "logs of a created container are empty" '
  is "" "$(docker logs $(dcreate $busybox) 2>&1)"'
check "--log-driver none keeps nothing" '
  drun --name $N-nolog --log-driver none $busybox echo seen >$WORK/o; is seen "$(cat $WORK/o)"
  exits 1 docker logs $N-nolog; like "configured logging driver does not support reading" "$out"'
