check "125: the engine refuses" '
  exits 125 drun --rm --nosuchflag $busybox true; like "unknown flag: --nosuchflag" "$out"
  exits 125 drun --rm --memory 1k $busybox true; like "[Mm]inimum memory limit allowed is 6MB" "$out"
  exits 125 drun --rm --cpus 9999 $busybox true; like "ange of CPUs is from 0.01 to $(nproc).00, as there are only $(nproc) CPUs available" "$out"
  exits 125 drun --rm --cap-add NOSUCH $busybox true; like "(invalid CapAdd: )?unknown capability: \"?CAP_NOSUCH" "$out"
  exits 125 drun --rm -w relative $busybox true; like "the working directory .relative. is invalid, it needs to be an absolute path" "$out"
  exits 125 drun --rm -u nosuchuser $busybox true; like "unable to find user nosuchuser: no matching entries in passwd file" "$out"
  exits 125 drun --rm --network nosuchnet $busybox true; like "network nosuchnet not found" "$out"
  exits 125 drun --rm --network container:nosuch $busybox true; like "No such container: nosuch" "$out"
  exits 125 drun --rm --stop-signal NOSUCH $busybox true; like "[Ii]nvalid signal: NOSUCH" "$out"'
check "126: the program cannot be run" '
  exits 126 drun --rm $busybox /etc; like "exec: \"?/etc\"?: .*(permission denied|is a directory)" "$out"
  exits 126 drun --rm $busybox /etc/passwd; like "exec: \"?/etc/passwd\"?: permission denied" "$out"'
check "127: the program is not there" '
  exits 127 drun --rm $busybox nosuchprogram; like "exec: \"nosuchprogram\": executable file not found in \\\$PATH" "$out"
  exits 127 drun --rm $busybox /no/such/program; like "/no/such/program.*no such file or directory" "$out"'
check "a failed start leaves a created container with code and reason" '
  exits 127 drun --name $N-fail $busybox nosuchprogram
  is "created 127" "$(docker inspect -f "{{.State.Status}} {{.State.ExitCode}}" $N-fail)"; like "nosuchprogram" "$(docker inspect -f "{{.State.Error}}" $N-fail)"
  exits 127 drun --rm --name $N-fail2 $busybox nosuchprogram; eventually gone $N-fail2'
check "the program's own code passes through" '
  for code in 0 1 2 100 125 126 127 128 200 255; do exits $code drun --rm $busybox sh -c "exit $code"; done'
check "a taken or bad name is refused" '
  dcreate --name $N-taken $busybox
  exits 125 drun --name $N-taken $busybox true; like "Conflict. The container name \"/$N-taken\" is already in use by container \"[0-9a-f]{64}\". You have to remove \(or rename\) that container to be able to reuse that name." "$out"
  exits 125 drun --name "-bad!" $busybox true; like "Invalid container name \(-bad!\), only \[a-zA-Z0-9\]\[a-zA-Z0-9_.-\] are allowed" "$out"'
check "commands on what is not there exit 1 and name it" '
  for command in "logs nosuch" "stop nosuch" "rm nosuch" "kill nosuch" "exec nosuch true" "wait nosuch" "start nosuch" "restart nosuch" "attach nosuch" "rename nosuch other" "pause nosuch" "top nosuch"; do
    exits 1 docker $command; like "No such container: nosuch" "$out"
  done
  exits 1 docker inspect nosuch; like "[Nn]o such object: nosuch" "$out"'
check "kill with an unknown signal, or of what does not run, is refused" '
  drun -d --name $N-sig $busybox sleep 1000
  exits 1 docker kill -s NOSUCH $N-sig; like "[Ii]nvalid signal: NOSUCH" "$out"; docker rm -f $N-sig
  exits 1 docker kill $(dcreate $busybox); like "is not running" "$out"'
