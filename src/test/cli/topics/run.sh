check "run prints what the program prints and exits with its code" '
  is "hi there" "$(drun --rm $busybox echo hi there)"
  exits 3 drun --rm $busybox sh -c "exit 3"'
check "run of an image without shell or files" '
  docker load -q -i $WORK/images/hello.tar
  is "Hello from a container!" "$(drun --rm $hello)"'
check "stdout and stderr stay apart" '
  drun --rm $busybox sh -c "echo out; echo err >&2" >$WORK/o 2>$WORK/e
  is out "$(cat $WORK/o)"; is err "$(cat $WORK/e)"'
check "run -d prints the id at once and the container goes on" '
  id=$(drun -d $busybox sleep 100); like "^[0-9a-f]{64}\$" "$id"
  is "true running" "$(docker inspect -f "{{.State.Running}} {{.State.Status}}" $id)"
  docker rm -f $id'
check "run --rm leaves no container" '
  drun --rm --name $N-rm $busybox true
  exits 1 docker inspect $N-rm'
check "run -d --rm is removed when it ends" '
  drun -d --rm --name $N-rmd $busybox sleep 0.3
  eventually gone $N-rmd'
check "run --name gives the name, ps and inspect know it" '
  drun -d --name $N-name $busybox sleep 100
  is "/$N-name" "$(docker inspect -f "{{.Name}}" $N-name)"
  is $N-name "$(docker ps --filter name=^/$N-name\$ --format "{{.Names}}")"
  docker rm -f $N-name'
check "run -e sets variables, also from the caller and from a file" '
  printf "FROM_FILE=f\n#comment\n" >$WORK/env; export FROM_CALLER=caller
  out=$(drun --rm -e A=1 -e "B=two words" -e FROM_CALLER --env-file $WORK/env $busybox env)
  like "(^|
)A=1(
|\$)" "$out"; like "B=two words" "$out"; like "FROM_CALLER=caller" "$out"; like "FROM_FILE=f" "$out"'
check "the default environment has PATH, HOSTNAME and HOME, a terminal also TERM" '
  out=$(drun --rm --hostname box $busybox env)
  like "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" "$out"; like HOSTNAME=box "$out"; like HOME=/root "$out"; unlike TERM= "$out"
  like TERM=xterm "$(drun --rm -t $busybox env)"'
check "run -w sets the working folder and makes a missing one" '
  is /tmp "$(drun --rm -w /tmp $busybox pwd)"
  is /made/here "$(drun --rm -w /made/here $busybox pwd)"
  is /home "$(drun --rm $bash pwd)"'
check "run -u takes names, numbers and groups" '
  is "uid=33(www-data) gid=33(www-data) groups=29(audio),33(www-data)" "$(drun --rm -u www-data $busybox id)"
  is "uid=33(www-data) gid=5(tty) groups=5(tty)" "$(drun --rm -u 33:5 $busybox id)"
  is "uid=4711 gid=0(root) groups=0(root)" "$(drun --rm -u 4711 $busybox id)"
  is "uid=0(root) gid=65534(nogroup) groups=65534(nogroup)" "$(drun --rm -u root:nogroup $busybox id)"
  is "/var/www" "$(drun --rm -u www-data $busybox sh -c "echo \$HOME")"
  like "29" "$(drun --rm --group-add audio -u 4711 $busybox id -G)"'
check "run --entrypoint replaces the entrypoint" '
  is "one two" "$(drun --rm --entrypoint /bin/echo $busybox one two)"
  is "[]" "$(docker inspect -f "{{json .Config.Cmd}}" $(dcreate --entrypoint /bin/true $busybox) | sed "s/null/[]/")"'
check "run --label and --label-file are kept" '
  printf "from.file=yes\n" >$WORK/labels
  id=$(dcreate --label a=b --label empty --label-file $WORK/labels $busybox)
  is "b||yes" "$(docker inspect -f "{{index .Config.Labels \"a\"}}|{{index .Config.Labels \"empty\"}}|{{index .Config.Labels \"from.file\"}}" $id)"'
check "labels of the image are the container's too" '
  is gantry-check "$(docker inspect -f "{{index .Config.Labels \"made-by\"}}" $(dcreate $busybox))"'
check "run --hostname, else the short id" '
  is tower "$(drun --rm --hostname tower $busybox hostname)"
  is tower "$(drun --rm --hostname tower $busybox cat /etc/hostname)"
  id=$(drun -d $busybox hostname); docker wait $id; is ${id:0:12} "$(docker logs $id)"'
check "/etc/hosts names localhost" '
  like "127.0.0.1[[:space:]]+localhost" "$(drun --rm $busybox cat /etc/hosts)"'
check "run --add-host writes /etc/hosts" '
  like "10.1.2.3[[:space:]]+elsewhere" "$(drun --rm --add-host elsewhere:10.1.2.3 $busybox cat /etc/hosts)"'
check "run --init puts an init at pid 1 that reaps" '
  like "init" "$(drun --rm --init $busybox cat /proc/1/comm)"
  exits 5 drun --rm --init $busybox sh -c "exit 5"
  id=$(drun -d --init $busybox sh -c "sh -c \"sleep 0.2 &\"; sleep 100"); sleep 1
  unlike "Z " "$(docker exec $id ps -o stat,comm)"; docker rm -f $id'
check "without --init the program is pid 1" '
  is 1 "$(drun --rm $busybox sh -c "echo \$\$")"'
check "run --read-only keeps the root from being written" '
  exits 1 drun --rm --read-only $busybox touch /x; like "Read-only file system" "$out"
  drun --rm --read-only --tmpfs /scratch $busybox touch /scratch/x'
check "what one container writes no other sees" '
  drun --rm $busybox touch /only-here
  exits 1 drun --rm $busybox ls /only-here'
check "default capabilities are Docker's fourteen" '
  is 00000000a80425fb "$(drun --rm $busybox sh -c "grep CapEff /proc/self/status | cut -f2")"'
check "run --cap-add and --cap-drop change them" '
  is 00000000a80435fb "$(drun --rm --cap-add NET_ADMIN $busybox sh -c "grep CapEff /proc/self/status | cut -f2")"
  is 00000000a80425fa "$(drun --rm --cap-drop CHOWN $busybox sh -c "grep CapEff /proc/self/status | cut -f2")"
  is 0000000000000400 "$(drun --rm --cap-drop ALL --cap-add NET_BIND_SERVICE $busybox sh -c "grep CapEff /proc/self/status | cut -f2")"
  exits 1 drun --rm --cap-drop CHOWN $busybox chown 33 /tmp'
check "a user other than root has no effective capabilities" '
  is 0000000000000000 "$(drun --rm -u 33 $busybox sh -c "grep CapEff /proc/self/status | cut -f2")"'
check "the seccomp filter is on, and off when asked" '
  is 2 "$(drun --rm $busybox sh -c "grep ^Seccomp: /proc/self/status | cut -f2")"
  is 0 "$(drun --rm --security-opt seccomp=unconfined $busybox sh -c "grep ^Seccomp: /proc/self/status | cut -f2")"
  exits 1 drun --rm $busybox unshare -U true'
check "no-new-privileges is set when asked" '
  is 0 "$(drun --rm $busybox sh -c "grep NoNewPrivs /proc/self/status | cut -f2")"
  is 1 "$(drun --rm --security-opt no-new-privileges $busybox sh -c "grep NoNewPrivs /proc/self/status | cut -f2")"'
check "/proc and /sys are masked and read-only where they should be" '
  is "" "$(drun --rm $busybox cat /proc/keys)"
  exits 1 drun --rm $busybox sh -c "echo 1 >/proc/sys/kernel/domainname"
  exits 1 drun --rm $busybox sh -c "cd /sys/fs/cgroup; [ ! -d memory ] || cd memory; mkdir x"
  is 0 "$(drun --rm $busybox sh -c "ls -A /sys/firmware | wc -l")"'
check "/dev has the default devices and no others" '
  is "core fd full mqueue null ptmx pts random shm stderr stdin stdout tty urandom zero" "$(echo $( (drun --rm $busybox ls /dev; echo core) | grep -v console | sort -u))"
  like "rw.*size=65536k" "$(drun --rm $busybox grep " /dev/shm " /proc/mounts)"'
check "the container is in namespaces of its own" '
  for ns in mnt pid net ipc uts; do
    [ "$(drun --rm $busybox readlink /proc/self/ns/$ns)" != "$(readlink /proc/self/ns/$ns)" ]
  done'
check "--network none has loopback only and it is up" '
  is lo "$(echo $(drun --rm --network none $busybox ls /sys/class/net))"
  drun --rm --network none $busybox ping -c1 -W2 127.0.0.1'
check "--network host is the namespace of the engine" '
  is "$(hostname)" "$(drun --rm --network host $busybox hostname)"
  like $(printf %04X $REGISTRY_PORT) "$(drun --rm --network host $busybox cat /proc/net/tcp)"'
check "--network container: shares the other's namespace and names" '
  drun -d --name $N-net --hostname shared $busybox sleep 100
  is "$(docker exec $N-net readlink /proc/self/ns/net)" "$(drun --rm --network container:$N-net $busybox readlink /proc/self/ns/net)"
  is shared "$(drun --rm --network container:$N-net $busybox hostname)"
  docker rm -f $N-net'
check "loopback works in the default network" '
  drun --rm $busybox ping -c1 -W2 127.0.0.1'
check "run --ulimit and --sysctl reach the process" '
  is 1234 "$(drun --rm --ulimit nofile=1234:1234 $busybox sh -c "ulimit -n")"
  is 7 "$(drun --rm --sysctl net.ipv4.ip_default_ttl=7 $busybox cat /proc/sys/net/ipv4/ip_default_ttl)"'
check "run --cidfile writes the id" '
  drun --cidfile $WORK/cid $busybox true
  docker inspect $(cat $WORK/cid)'
check "run -v binds a folder of the host, also read-only" '
  mkdir -p $WORK/bind; echo seen >$WORK/bind/file
  is seen "$(drun --rm -v $WORK/bind:/data $busybox cat /data/file)"
  drun --rm -v $WORK/bind:/data $busybox sh -c "echo back >/data/out"; is back "$(cat $WORK/bind/out)"
  exits 1 drun --rm -v $WORK/bind:/data:ro $busybox touch /data/x; like "Read-only" "$out"'
check "create and start are the two halves of run" '
  id=$(dcreate $busybox sh -c "echo started; exit 4")
  is created "$(docker inspect -f "{{.State.Status}}" $id)"
  exits 4 docker start -a $id; is started "$out"
  exits 4 docker start -a $id; is started "$out"'
check "twenty containers at once all answer" '
  for i in $(seq 20); do drun --rm $busybox echo number $i >$WORK/many.$i & pids="$pids $!"; done
  for pid in $pids; do wait $pid; done
  for i in $(seq 20); do is "number $i" "$(cat $WORK/many.$i)"; done'
