# What every topic uses: sourced by run.sh, which sets HOST, WORK, TAG and PREFIX.

passed=0 failed=0 failures=()

# check SENTENCE BODY: runs BODY, shell text, in a subshell that stops at the first command that fails.
check() {
  local code
  { ( exec 9>"$WORK/trace"; BASH_XTRACEFD=9; exec >"$WORK/output" 2>&1 </dev/null; set -exo pipefail; eval "$2" ); code=$?; } 2>/dev/null
  if [ $code = 0 ]; then
    passed=$((passed + 1)); printf '%-8s %s\n' ok "$1"
  else
    failed=$((failed + 1)); failures+=("$topic: $1"); printf '%-8s %s\n' FAILED "$1"
    tail -n 6 "$WORK/trace" | cut -c1-600 | sed 's/^/           /'
    tail -n 6 "$WORK/output" | cut -c1-600 | sed 's/^/         | /'
  fi
}

docker() { timeout --foreground -k 5 90 "$DOCKER" -H "$HOST" "$@"; }
drun() { docker run --label "$LABEL" "$@"; }
dcreate() { docker create --label "$LABEL" "$@"; }

# is WANT GOT
is() { [ "$1" = "$2" ] || { printf 'wanted: %s\ngot:    %s\n' "$1" "$2"; return 1; }; }

# like REGEX GOT: an extended regular expression that GOT as a whole contains.
like() { [[ $2 =~ $1 ]] || { printf 'wanted something like: %s\ngot: %s\n' "$1" "$2"; return 1; }; }
unlike() { [[ ! $2 =~ $1 ]] || { printf 'wanted nothing like: %s\ngot: %s\n' "$1" "$2"; return 1; }; }

# exits CODE COMMAND…: what it printed (both streams) is in $out.
exits() {
  local want=$1 code=0; shift
  out=$("$@" 2>&1) || code=$?
  [ "$want" = "$code" ] || { printf 'wanted exit code %s, got %s: %s\n' "$want" "$code" "$out"; return 1; }
}

# eventually COMMAND…: tries for 15 seconds.
eventually() {
  local end=$((SECONDS + 15))
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || { echo "never true: $*"; return 1; }
    sleep 0.1
  done
}

state_is() { [ "$(docker inspect -f '{{.State.Status}}' "$2")" = "$1" ]; }
log_has() { docker logs "$2" 2>&1 | grep -q -- "$1"; }
gone() { ! docker inspect "$1"; }

# api METHOD PATH [BODY [CONTENT-TYPE]]: $status and $body of a plain request on the socket.
api() {
  local data=() answer
  [ $# -lt 3 ] || data=(--data-binary "$3" -H "Content-Type: ${4-application/json}")
  answer=$(curl -sS --max-time 30 --unix-socket "$SOCKET" -X "$1" "${data[@]}" -w '\n%{http_code}' "http://localhost$2")
  status=${answer##*$'\n'} body=${answer%$'\n'*}
}

# refuses STATUS REGEX METHOD PATH [BODY [CONTENT-TYPE]]: an error in Docker's form.
refuses() {
  local want=$1 regex=$2; shift 2
  api "$@"
  like "^($want)\$" "$status"
  like '^\{"message":".+"\}' "$body"
  like "$regex" "$(printf %s "$body" | python3 -c 'import json,sys; print(json.load(sys.stdin)["message"])')"
}

# A whole disk of this machine, as limits of block I/O want it.
disk_device() { local name; for name in /sys/block/*; do case ${name##*/} in ram*|zram*|loop*|sr*) ;; *) echo /dev/${name##*/}; return ;; esac; done; return 1; }

# containers that this run made, whatever their state
ours() { docker ps -aq --no-trunc --filter "label=$LABEL"; }

sweep() {
  local left
  left=$(ours 2>/dev/null) && [ -n "$left" ] && docker rm -f $left >/dev/null 2>&1
  left=$(docker images --format '{{.Repository}}:{{.Tag}}' 2>/dev/null | grep -E "^($TAG/|localhost:$REGISTRY_PORT/)" | grep -v '<none>') && docker rmi -f $left >/dev/null 2>&1
  return 0
}
