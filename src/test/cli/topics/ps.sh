drun -d --name $N-up --label kind=web --label tier $busybox sleep 1000 >/dev/null 2>&1
drun --name $N-ended --label kind=job $busybox sh -c 'exit 3' >/dev/null 2>&1
dcreate --name $N-made $bash >/dev/null 2>&1
names() { docker ps --filter label=$LABEL --format '{{.Names}}' "$@" | sort | tr '\n' ' '; }
check "ps lists what runs, ps -a everything" '
  is "$N-up " "$(names)"
  is "$N-ended $N-made $N-up " "$(names -a)"'
check "ps -q prints short ids, --no-trunc whole ones" '
  id=$(docker inspect -f "{{.Id}}" $N-up)
  is ${id:0:12} "$(docker ps -q --filter name=$N-up)"
  is $id "$(docker ps -q --no-trunc --filter name=$N-up)"'
check "ps --filter by name, id, label, status, exited, ancestor" '
  is "$N-up " "$(names -a --filter name=$N-u)"
  is "$N-ended " "$(names -a --filter id=$(docker inspect -f "{{.Id}}" $N-ended))"
  is "$N-up " "$(names -a --filter label=kind=web)"
  is "$N-up " "$(names -a --filter label=tier)"
  is "$N-ended " "$(names -a --filter status=exited)"
  is "$N-ended $N-made " "$(names -a --filter status=exited --filter status=created)"
  is "$N-ended " "$(names -a --filter exited=3)"
  is "" "$(names -a --filter exited=4)"
  is "$N-made " "$(names -a --filter ancestor=$bash)"'
check "ps --filter before and since go by creation" '
  is "$N-ended $N-up " "$(names -a --filter before=$N-made)"
  is "$N-ended $N-made " "$(names -a --filter since=$N-up)"'
check "ps -n and -l take the latest" '
  is "$N-made" "$(docker ps -l --format "{{.Names}}")"
  is 2 "$(docker ps -n 2 -q | wc -l)"'
check "ps --format knows its fields" '
  is "$busybox|\"sleep 1000\"|running" "$(docker ps --filter name=$N-up --format "{{.Image}}|{{.Command}}|{{.State}}")"
  like "^Up (Less than a second|About a minute|[0-9]+ (second|minute)s?)\$" "$(docker ps --filter name=$N-up --format "{{.Status}}")"
  like "^Exited \(3\) .* ago\$" "$(docker ps -a --filter name=$N-ended --format "{{.Status}}")"
  is Created "$(docker ps -a --filter name=$N-made --format "{{.Status}}")"
  like "kind=web" "$(docker ps --filter name=$N-up --format "{{.Labels}}")"
  is web "$(docker ps --filter name=$N-up --format "{{.Label \"kind\"}}")"'
check "ps -s tells the size" '
  docker exec $N-up sh -c "head -c 5000 /dev/zero >/five-k"
  like "5(\.0+)?kB \(virtual" "$(docker ps -s --filter name=$N-up --format "{{.Size}}")"'
check "an unknown filter is refused" '
  exits 1 docker ps --filter nosuch=x; like "[Ii]nvalid filter" "$out"'
check "containers are found by a prefix of their id" '
  id=$(docker inspect -f "{{.Id}}" $N-up)
  is $id "$(docker inspect -f "{{.Id}}" ${id:0:10})"'
check "rename changes the name and frees the old one" '
  docker rename $N-made $N-renamed
  is created "$(docker inspect -f "{{.State.Status}}" $N-renamed)"
  exits 1 docker inspect $N-made'
check "ps --filter name= takes an expression, and one that doubles its work with each letter is answered as fast" '
  name=$N-$(printf "a%.0s" $(seq 60)); dcreate --name $name $busybox
  is $name "$(docker ps -a --filter "name=^/?$N-a+\$" --format "{{.Names}}")"
  begin=$SECONDS; is "" "$(docker ps -aq --filter "name=(a+)+b\$")"; is "" "$(docker ps -aq --filter "name=(a|a)*=\$")"; [ $((SECONDS - begin)) -lt 10 ]'
check "port of a container that publishes none" '
  id=$(drun -d --network none $busybox sleep 1000); is "" "$(docker port $id)"
  exits 1 docker port $id 80; like "[Nn]o public port .80.* published for" "$out"; docker rm -f $id'
