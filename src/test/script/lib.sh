# What every test of the gantry script uses; sourced by run.sh.
# shellcheck shell=bash

passed=0 failed=0

# check SENTENCE FUNCTION: runs the function in a subshell that stops at the first command that fails.
check() {
    local code=0 begin=$SECONDS
    (set -eE; trap 'echo "line $LINENO: $BASH_COMMAND"' ERR; "$2") >"$work/output" 2>&1 </dev/null || code=$?
    if [ $code = 0 ]; then
        passed=$((passed + 1))
        printf 'ok       %s (%s s)\n' "$1" $((SECONDS - begin))
    else
        failed=$((failed + 1))
        printf 'FAILED   %s\n' "$1"
        tail -n 25 "$work/output" | sed 's/^/       | /'
    fi
}

# gantry ENGINE WORD…: the script for the engine with the folders of that name.
gantry() {
    local name=$1
    shift
    "$repository/gantry" --data-root "$work/$name/data" --run-dir "$work/$name/run" --listen "127.0.0.1:$(port_of "$name")" \
        --cgroup-parent "gantry-script-$$-$name" "$@"
}

# port_of ENGINE: a free TCP port, the same one each time.
port_of() {
    [ -s "$work/$1.port" ] || python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])' >"$work/$1.port"
    cat "$work/$1.port"
}

ping_of() { curl -s -o /dev/null -w '%{http_code}' --max-time 5 --unix-socket "$work/$1/run/gantry.sock" http://localhost/_ping; }
pid_of() { sed -n 's/^pid=//p' "$work/$1/run/engine.pid"; }

# is WANT GOT
is() { [ "$1" = "$2" ] || { printf 'wanted: %s\ngot:    %s\n' "$1" "$2"; return 1; }; }
# has PART WHOLE
has() { [[ $2 == *"$1"* ]] || { printf 'wanted a text with: %s\ngot: %s\n' "$1" "$2"; return 1; }; }

# exits CODE COMMAND…: what it printed is in $out.
exits() {
    local want=$1 code=0
    shift
    out=$("$@" 2>&1) || code=$?
    is "$want" "$code" || { printf '%s\n' "$out"; return 1; }
}
