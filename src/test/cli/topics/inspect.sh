drun -d --name $N-i -e K=V -w /tmp -u 33 --hostname box --label a=b --memory 64m --cap-add NET_ADMIN --cap-drop CHOWN --read-only --network none \
  --stop-signal INT --init --pids-limit 50 --entrypoint sh $busybox -c 'sleep 1000' >/dev/null 2>&1
field() { docker inspect -f "$1" $N-i; }
check "inspect shows the state" '
  is "running true false false 0 0001-01-01T00:00:00Z" "$(field "{{.State.Status}} {{.State.Running}} {{.State.Paused}} {{.State.OOMKilled}} {{.State.ExitCode}} {{.State.FinishedAt}}")"
  like "^20[0-9-]+T[0-9:.]+Z\$" "$(field "{{.State.StartedAt}}")"; like "^20[0-9-]+T[0-9:.]+Z\$" "$(field "{{.Created}}")"'
check "inspect's pid is a process of the host" '
  grep -q . /proc/$(field "{{.State.Pid}}")/cgroup'
check "inspect shows the config as it was given" '
  is "box 33 /tmp INT false false" "$(field "{{.Config.Hostname}} {{.Config.User}} {{.Config.WorkingDir}} {{.Config.StopSignal}} {{.Config.Tty}} {{.Config.OpenStdin}}")"
  is "[\"-c\",\"sleep 1000\"] [\"sh\"]" "$(field "{{json .Config.Cmd}} {{json .Config.Entrypoint}}")"
  is "sh [\"-c\",\"sleep 1000\"]" "$(field "{{.Path}} {{json .Args}}")"
  like "\"K=V\"" "$(field "{{json .Config.Env}}")"; is b "$(field "{{index .Config.Labels \"a\"}}")"
  is $busybox "$(field "{{.Config.Image}}")"; is "$(docker image inspect -f "{{.Id}}" $busybox)" "$(field "{{.Image}}")"'
check "inspect shows the host config as it was given" '
  is "67108864 true none true 50" "$(field "{{.HostConfig.Memory}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.NetworkMode}} {{.HostConfig.Init}} {{.HostConfig.PidsLimit}}")"
  like "^\[\"(CAP_)?NET_ADMIN\"\] \[\"(CAP_)?CHOWN\"\]\$" "$(field "{{json .HostConfig.CapAdd}} {{json .HostConfig.CapDrop}}")"
  is "no 0 false private" "$(field "{{.HostConfig.RestartPolicy.Name}} {{.HostConfig.RestartPolicy.MaximumRetryCount}} {{.HostConfig.AutoRemove}} {{.HostConfig.IpcMode}}")"'
check "inspect has the fields that clients read" '
  is "/$N-i 0 overlay2 linux" "$(field "{{.Name}} {{.RestartCount}} {{.Driver}} {{.Platform}}")"
  is "overlay2" "$(field "{{.GraphDriver.Name}}")"
  like "none" "$(field "{{json .NetworkSettings.Networks}}")"; is "[]" "$(field "{{json .Mounts}}")"'
check "inspect of an ended container has its code and times" '
  drun --name $N-ie $busybox sh -c "sleep 0.1; exit 6" || true
  is "exited false 6 0" "$(docker inspect -f "{{.State.Status}} {{.State.Running}} {{.State.ExitCode}} {{.State.Pid}}" $N-ie)"
  [[ "$(docker inspect -f "{{.State.FinishedAt}}" $N-ie)" > "$(docker inspect -f "{{.State.StartedAt}}" $N-ie)" ]]'
check "inspect of several, one of them unknown, gives the known and exits 1" '
  code=0; out=$(docker inspect -f "{{.Name}}" $N-i nosuchthing 2>$WORK/e) || code=$?
  is 1 $code; is "/$N-i" "$out"; like "[Nn]o such object: nosuchthing" "$(cat $WORK/e)"'
check "inspect -s adds the sizes" '
  docker inspect -s -f "{{.SizeRw}} {{.SizeRootFs}}" $N-ie | grep -E "^[0-9]+ [0-9]{6,}\$"'
check "container inspect by the API is valid JSON with whole ids" '
  api GET /v1.41/containers/$N-i/json; is 200 $status
  printf %s "$body" | python3 -c "
import json, re, sys
c = json.load(sys.stdin)
assert re.fullmatch(\"[0-9a-f]{64}\", c[\"Id\"]), c[\"Id\"]
assert c[\"Image\"].startswith(\"sha256:\") and c[\"HostConfig\"][\"ShmSize\"] == 67108864
assert \"/proc/keys\" in c[\"HostConfig\"][\"MaskedPaths\"] and \"/proc/sys\" in c[\"HostConfig\"][\"ReadonlyPaths\"]
assert c[\"HostConfig\"][\"LogConfig\"][\"Type\"] == \"json-file\"
"'
check "inspect shows a bind's mode, and the execs that are not over" '
  id=$(drun -d -v /usr/share:/there:ro -v /usr/lib:/lib2 $busybox sleep 1000)
  is "/lib2  true,/there ro false," "$(docker inspect -f "{{range .Mounts}}{{.Destination}} {{.Mode}} {{.RW}}{{println}}{{end}}" $id | grep . | sort | tr "\n" ,)"
  api POST /v1.41/containers/$id/exec "{\"Cmd\":[\"true\"]}"; exec=$(printf %s "$body" | grep -oE "[0-9a-f]{64}")
  is "[\"$exec\"]" "$(docker inspect -f "{{json .ExecIDs}}" $id)"
  docker exec $id true; is "[\"$exec\"]" "$(docker inspect -f "{{json .ExecIDs}}" $id)"; docker rm -f $id'
sleepers() { [ "$(docker top $1 | grep -cE "[0-9] +sleep 100[12] *\$")" = 2 ]; }
check "top shows the columns that ps is asked for, of the container's processes alone" '
  id=$(drun -d $busybox sh -c "sleep 1001 & sleep 1002; true"); eventually sleepers $id
  like "^UID +PID +PPID +C +STIME +TTY +TIME +CMD *\$" "$(docker top $id | sed -n 1p)"
  like "^USER +PID +%CPU +%MEM +VSZ +RSS +TTY +STAT +START +TIME +COMMAND *\$" "$(docker top $id aux | sed -n 1p)"
  is 4 "$(docker top $id aux | wc -l)"; is "PID COMMAND,sh -c sleep 1001 & sleep 1002; true,sleep 1001,sleep 1002," "$(docker top $id -eo pid,args | sed -E "1s/ +/ /;s/^[0-9]+ +//;s/ +\$//" | tr "\n" ,)"
  exits 1 docker top $id -eo args; like "PID field" "$out"
  exits 1 docker top $id -eo ppid=PID,args; like "not allowed" "$out"
  exits 1 docker top $id --nosuchoption; docker rm -f $id'
