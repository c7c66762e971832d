count() { docker ps -aq | wc -l; }
create=/v1.41/containers/create
check "broken JSON is refused" '
  refuses "400|500" "invalid (JSON|character)" POST $create "{bad json"
  refuses "400|500" "EOF|JSON" POST $create ""
  refuses "400|500" "cannot unmarshal|JSON" POST $create "{\"Image\":5}"'
check "another content type than JSON is refused" '
  refuses "400|415" "must be .?.application/json" POST $create "{\"Image\":\"$busybox\"}" text/plain'
check "create without an image or a program is refused" '
  refuses 400 "[Cc]onfig cannot be empty in order to create a container" POST $create "{}"
  refuses "400|404" "[Nn]o command specified|config cannot be empty" POST $create "{\"Image\":\"\"}"'
check "create of an unknown or badly named image" '
  refuses 404 "No such image: nosuchimage:latest" POST $create "{\"Image\":\"nosuchimage\"}"
  refuses 404 "No such image: nosuchimage:tag" POST $create "{\"Image\":\"nosuchimage:tag\"}"
  refuses 400 "invalid reference format" POST $create "{\"Image\":\"Bad Ref!\"}"'
check "create with a bad or taken name" '
  refuses 400 "Invalid container name \(a\), only" POST "$create?name=a" "{\"Image\":\"$busybox\"}"
  dcreate --name $N-dup $busybox
  refuses 409 "Conflict. The container name \"/$N-dup\" is already in use" POST "$create?name=$N-dup" "{\"Image\":\"$busybox\"}"'
check "values out of range are refused with their reason, and nothing is made" '
  before=$(count)
  host() { refuses "$1" "$2" POST $create "{\"Image\":\"$busybox\",\"HostConfig\":$3}"; }
  host 400 "[Mm]inimum memory limit allowed is 6MB" "{\"Memory\":1000}"
  host 400 "ange of CPUs is from 0.01" "{\"NanoCpus\":-5}"
  host 400 "inimum memoryswap limit should be larger than memory limit" "{\"Memory\":10000000,\"MemorySwap\":1000}"
  host 400 "unknown capability" "{\"CapAdd\":[\"NOPE\"]}"
  host "400|500" "invalid --security-opt" "{\"SecurityOpt\":[\"bogus\"]}"
  host 400 "restart policy" "{\"RestartPolicy\":{\"Name\":\"bogus\"}}"
  host 400 "maximum retry count cannot be used with restart policy .always." "{\"RestartPolicy\":{\"Name\":\"always\",\"MaximumRetryCount\":3}}"
  host 400 "can.t create .AutoRemove. container with restart policy" "{\"AutoRemove\":true,\"RestartPolicy\":{\"Name\":\"always\"}}"
  host 400 "SHM size can not be less than 0" "{\"ShmSize\":-1}"
  host 400 "range for oom score adj is \[-1000, 1000\]" "{\"OomScoreAdj\":5000}"
  host 400 "Requested CPUs are not available - requested 99" "{\"CpusetCpus\":\"99\"}"
  host 400 "bogus" "{\"LogConfig\":{\"Type\":\"bogus\"}}"
  host "400|500" "mount path must be absolute|invalid volume specification" "{\"Binds\":[\"/tmp:relative\"]}"
  host 400 "nope" "{\"Runtime\":\"nope\"}"
  host "400|500" "bad format for add-host: .{1,2}x.{1,2}" "{\"ExtraHosts\":[\"x\"]}"
  host "400|500" "invalid IP address in add-host: .{1,2}nope.{1,2}" "{\"ExtraHosts\":[\"x:nope\"]}"
  host "400|500" "mount path must be absolute" "{\"Tmpfs\":{\"relative\":\"\"}}"
  host 400 "Duplicate mount point: /x" "{\"Binds\":[\"/tmp:/x\"],\"Tmpfs\":{\"/x\":\"\"}}"
  host 400 "mount type unknown" "{\"Mounts\":[{\"Type\":\"foo\",\"Target\":\"/x\"}]}"
  is $before $(count)'
check "bad parts of the config are refused" '
  config() { refuses "$1" "$2" POST $create "{\"Image\":\"$busybox\",$3}"; }
  config 400 "[Ii]nvalid signal: NOPE" "\"StopSignal\":\"NOPE\""
  config 400 "the working directory .rel. is invalid, it needs to be an absolute path" "\"WorkingDir\":\"rel\""
  config 400 "invalid environment variable" "\"Env\":[\"=x\"]"
  config 400 "Interval in Healthcheck cannot be less than 1ms" "\"Healthcheck\":{\"Interval\":5}"
  config 400 "Retries in Healthcheck cannot be negative" "\"Healthcheck\":{\"Retries\":-1}"'
check "create of an image for another platform is refused" '
  refuses 404 "was found but.*does not match the specified platform" POST "$create?platform=linux/s390x" "{\"Image\":\"$busybox\"}"
  refuses 400 "." POST "$create?platform=linux/a/b/c/d" "{\"Image\":\"$busybox\"}"'
check "a refused new name says so and changes nothing" '
  dcreate --name $N-taken $busybox; dcreate --name $N-old $busybox
  refuses 409 "Error when allocating new name: Conflict. The container name \"/$N-taken\" is already in use" POST "/v1.41/containers/$N-old/rename?name=$N-taken"
  refuses "400|500" "Error when allocating new name: Invalid container name \(/?_\)" POST "/v1.41/containers/$N-old/rename?name=_"
  api GET /v1.41/containers/$N-old/json; is 200 $status'
check "states answer with Docker's status codes" '
  id=$(dcreate $busybox sleep 1000)
  api POST /v1.41/containers/$id/stop; is 304 $status
  refuses 409 "is not running" POST /v1.41/containers/$id/kill
  refuses 409 "is not running" POST /v1.41/containers/$id/exec "{\"Cmd\":[\"true\"]}"
  refuses 409 "is not running" POST "/v1.41/containers/$id/resize?h=10&w=10"
  api POST /v1.41/containers/$id/start; is 204 $status; api POST /v1.41/containers/$id/start; is 304 $status
  refuses 409 "annot remove .*running" DELETE /v1.41/containers/$id
  refuses 400 "[Ii]nvalid signal: NOPE" POST "/v1.41/containers/$id/kill?signal=NOPE"
  api POST /v1.41/containers/$id/kill; is 204 $status; api POST /v1.41/containers/$id/wait; is 200 $status; like "\"StatusCode\":137" "$body"
  api DELETE /v1.41/containers/$id; is 204 $status; api DELETE /v1.41/containers/$id; is 404 $status'
check "unknown containers, execs and images are 404" '
  for path in "GET /containers/nosuch/json" "GET /containers/nosuch/logs?stdout=1" "POST /containers/nosuch/start" "POST /containers/nosuch/stop" "POST /containers/nosuch/restart" "POST /containers/nosuch/wait" "DELETE /containers/nosuch" "GET /containers/nosuch/top" "POST /containers/nosuch/pause"; do
    set -- $path; refuses 404 "No such container: nosuch" $1 /v1.41$2
  done
  refuses 404 "No such container: nosuch" POST /v1.41/containers/nosuch/exec "{\"Cmd\":[\"true\"]}"
  refuses 404 "No such exec instance: nosuch" POST /v1.41/exec/nosuch/start "{\"Detach\":false}"
  refuses 404 "No such exec instance: nosuch" GET /v1.41/exec/nosuch/json
  refuses 404 "No such image: nosuch:latest" GET /v1.41/images/nosuch/json
  refuses 404 "No such image: nosuch:latest" DELETE /v1.41/images/nosuch
  refuses 404 "No such image: nosuch:latest" POST "/v1.41/images/nosuch/tag?repo=x"'
check "logs and exec say what they miss" '
  id=$(drun -d $busybox sleep 1000)
  refuses 400 "you must choose at least one stream" GET /v1.41/containers/$id/logs
  refuses 400 "No exec command specified" POST /v1.41/containers/$id/exec "{}"
  refuses "400|500" "abc" GET "/v1.41/containers/$id/logs?stdout=1&since=abc"
  refuses 400 "" POST "/v1.41/containers/$id/resize?h=x&w=10"
  refuses 400 "" POST "/v1.41/containers/$id/resize"
  docker rm -f $id'
check "filters that are no JSON, or unknown, are refused" '
  refuses "400|500" "." GET "/v1.41/containers/json?filters=bad"
  refuses "400|500" "[Ii]nvalid filter" GET "/v1.41/containers/json?filters=%7B%22nosuch%22:%5B%22x%22%5D%7D"
  refuses "400|500" "." GET "/v1.41/events?filters=bad"'
check "wait sends its headers at once" '
  id=$(drun -d $busybox sleep 1000)
  out=$(curl -sS --max-time 1 --unix-socket $SOCKET -D - -X POST http://localhost/v1.41/containers/$id/wait?condition=next-exit 2>/dev/null || true)
  like "HTTP/1.1 200" "$out"; docker rm -f $id'
check "attach answers an upgrade with 101 and without one with 200" '
  id=$(drun -d $busybox sh -c "echo out; sleep 1000"); eventually log_has out $id
  out=$(curl -sS --max-time 1 --unix-socket $SOCKET -D - -o /dev/null -X POST -H "Connection: Upgrade" -H "Upgrade: tcp" "http://localhost/v1.41/containers/$id/attach?stream=1&stdout=1" 2>/dev/null || true)
  like "HTTP/1.1 101" "$out"; like "Content-Type: application/vnd.docker.(raw|multiplexed)-stream" "$out"
  out=$(curl -sS --http0.9 --max-time 1 --unix-socket $SOCKET -i -X POST "http://localhost/v1.41/containers/$id/attach?logs=1&stdout=1" 2>/dev/null | tr -d "\\0" || true)
  like "HTTP/1.1 200" "$out"; like "out" "$out"; docker rm -f $id'
