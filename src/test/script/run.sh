#!/usr/bin/env bash
# Tests of the script `gantry` itself: they start real engines on folders, ports and cgroups of their own, as root.
set -uo pipefail

here=$(dirname "$(realpath "$0")")
repository=$(realpath "$here/../../..")
work=$(mktemp -d /tmp/gantry-script.XXXXXX)
export GANTRY_CONFIG=$work/none.conf
touch "$GANTRY_CONFIG"
unset GANTRY_DATA_ROOT GANTRY_RUN_DIR GANTRY_SOCKET GANTRY_LISTEN GANTRY_CGROUP_PARENT
# shellcheck source=src/test/script/lib.sh
. "$here/lib.sh"

finish() {
    local name
    for name in one two filed; do
        gantry "$name" down >/dev/null 2>&1
    done
    find /sys/fs/cgroup -depth -type d -path "*/gantry-script-$$-*" -exec rmdir {} \; 2>/dev/null
    rm -rf "$work"
}
trap finish EXIT

up_prints_where_it_is() {
    exits 0 gantry one up
    has "console   http://127.0.0.1:$(port_of one)" "$out"
    has "docker    export DOCKER_HOST=unix://$work/one/run/gantry.sock" "$out"
    has "sign in   $(cut -d' ' -f1 "$work/one/data/first-sign-in") with the password $(cut -d' ' -f2 "$work/one/data/first-sign-in")" "$out"
    is 200 "$(ping_of one)"
    is 200 "$(curl -sL -H 'Accept: text/html' -o /dev/null -w '%{http_code}' "http://127.0.0.1:$(port_of one)/")"
}

the_socket_is_shared_with_one_group() {
    local group
    group=$(getent group docker gantry root | head -n 1 | cut -d: -f1)
    is "660 root $group" "$(stat -c '%a %U %G' "$work/one/run/gantry.sock")"
    is 700 "$(stat -c %a "$work/one/data")"
    is 711 "$(stat -c %a "$work/one/run")"
}

a_second_up_finds_it() {
    local before
    before=$(pid_of one)
    exits 0 gantry one up
    has "is running already" "$out"
    is "$before" "$(pid_of one)"
}

status_says_where() {
    exits 0 gantry one status
    has "$(pid_of one)" "$out"
    has "$work/one/run/gantry.sock" "$out"
    has "http://127.0.0.1:$(port_of one)" "$out"
    has "$work/one/data" "$out"
    has "sign in   admin with the password $(cut -d' ' -f2 "$work/one/data/first-sign-in")" "$out"
}

another_engine_runs_beside() {
    gantry two up
    [ "$(pid_of one)" != "$(pid_of two)" ]
    is 200 "$(ping_of one)"
    is 200 "$(ping_of two)"
    gantry two down
    is 200 "$(ping_of one)"
    is "" "$(find /sys/fs/cgroup -type d -name "gantry-script-$$-two")"
}

a_data_root_has_one_engine() {
    exits 1 "$repository/gantry" --data-root "$work/one/data" --run-dir "$work/two/run" --listen 127.0.0.1:0 --cgroup-parent "gantry-script-$$-two" up
    has "belongs to a running engine (pid $(pid_of one)" "$out"
    is 200 "$(ping_of one)"
}

a_socket_has_one_engine() {
    exits 1 gantry two --socket "$work/one/run/gantry.sock" up
    has "answers on the socket" "$out"
    is 200 "$(ping_of one)"
}

a_taken_address_is_named() {
    exits 1 gantry two --listen "127.0.0.1:$(port_of one)" up
    has "can't start: listen on 127.0.0.1:$(port_of one)" "$out"
}

the_command_line_asks_this_engine() {
    exits 0 gantry one ps -a
    has "CONTAINER ID   IMAGE" "$out"
    exits 0 gantry one version -f '{{.Server.Version}}'
    exits 1 gantry one nosuchword
    has "unknown command" "$out"
    exits 1 gantry one restart nosuchcontainer
    has "No such container: nosuchcontainer" "$out"
    exits 0 gantry one help run
    has "gantry run [OPTIONS] IMAGE" "$out"
    exits 0 gantry one completion bash
    bash -n <<<"$out"
}

the_command_line_says_how_to_start_an_engine() {
    exits 1 gantry one ps
    has "./gantry up" "$out"
    exits 125 gantry one run hello-world
    has "./gantry up" "$out"
}

restart_starts_another_process() {
    local before
    before=$(pid_of one)
    gantry one restart
    [ "$before" != "$(pid_of one)" ]
    is 200 "$(ping_of one)"
}

a_killed_engine_leaves_nothing_in_the_way() {
    local before
    before=$(pid_of one)
    kill -9 "$before"
    exits 3 gantry one status
    [ -S "$work/one/run/gantry.sock" ]
    gantry one up
    is 200 "$(ping_of one)"
    [ "$before" != "$(pid_of one)" ]
}

down_ends_it() {
    local pid
    pid=$(pid_of one)
    gantry one down
    is Z "$(cut -d' ' -f3 "/proc/$pid/stat" 2>/dev/null || echo Z)"
    is "" "$(find "$work/one/run" -name 'engine.pid' -o -name '*.sock')"
    exits 3 gantry one status
    exits 0 gantry one down
    has "No engine runs" "$out"
}

a_foreign_pid_is_not_ours() {
    mkdir -p "$work/two/run"
    printf 'pid=%s\nticks=1\n' $$ >"$work/two/run/engine.pid"
    exits 3 gantry two status
    exits 0 gantry two down
    kill -0 $$
    rm "$work/two/run/engine.pid"
}

a_newer_data_root_is_refused() {
    mkdir -p "$work/newer"
    echo 99 >"$work/newer/VERSION"
    exits 1 "$repository/gantry" --data-root "$work/newer" --run-dir "$work/two/run" --listen 127.0.0.1:0 up
    has "has layout 99, made by a newer Gantry" "$out"
    is 99 "$(cat "$work/newer/VERSION")"
}

a_free_port_is_chosen() {
    exits 0 gantry two --listen 127.0.0.1:0 up
    ! has "127.0.0.1:0" "$out" >/dev/null || return 1
    is 200 "$(curl -sL -H 'Accept: text/html' -o /dev/null -w '%{http_code}' "http://$(sed -n 's/^listen=//p' "$work/two/run/engine.pid")/")"
    gantry two down
}

a_wrong_java_home_is_passed_over() {
    mkdir -p "$work/java17/bin"
    echo 'JAVA_VERSION="17.0.1"' >"$work/java17/release"
    printf '#!/bin/sh\nexit 1\n' >"$work/java17/bin/javac"
    chmod +x "$work/java17/bin/javac"
    JAVA_HOME=$work/java17 exits 0 gantry one up
    has "JAVA_HOME=$work/java17 is no JDK 25 or newer" "$out"
    is 200 "$(ping_of one)"
    gantry one down
}

a_missing_cache_stops_nothing() {
    GANTRY_JAVA_OPTIONS="-XX:AOTCache=$work/no.aot" gantry one up
    is 200 "$(ping_of one)"
    gantry one down
}

a_file_says_it_all() {
    printf '# an engine\ndata-root = %s\nrun-dir=%s\nlisten = 127.0.0.1:%s\ncgroup-parent = gantry-script-%s-filed\n' \
        "$work/filed/data" "$work/filed/run" "$(port_of filed)" $$ >"$work/filed.conf"
    exits 0 "$repository/gantry" --config "$work/filed.conf" up
    has "http://127.0.0.1:$(port_of filed)" "$out"
    is 200 "$(ping_of filed)"
    is "$work/filed/data" "$(sed -n 's/^data_root=//p' "$work/filed/run/engine.pid")"
    exits 3 env GANTRY_RUN_DIR="$work/two/run" "$repository/gantry" --config "$work/filed.conf" status
    "$repository/gantry" --config "$work/filed.conf" down
}

wrong_words_are_refused() {
    exits 1 "$repository/gantry" --colour red up
    has "there is no option --colour" "$out"
    exits 1 "$repository/gantry" up --data-root
    has "needs a value" "$out"
    exits 1 "$repository/gantry" --config "$work/absent.conf" status
    has "can't read the configuration file" "$out"
    exits 1 "$repository/gantry" -H tcp://127.0.0.1:1 ps
    has "unix socket only" "$out"
}

check "up builds, starts and prints the console's address and the first sign-in" up_prints_where_it_is
check "the socket is given to one group and the data root to root alone" the_socket_is_shared_with_one_group
check "a second up finds the engine running" a_second_up_finds_it
check "status says pid, socket, address and data folder" status_says_where
check "the command line asks this engine, and restart with a name is of a container" the_command_line_asks_this_engine
check "another engine runs beside it on folders of its own" another_engine_runs_beside
check "a second engine on the same data root is told who holds it" a_data_root_has_one_engine
check "a second engine on the same socket is refused" a_socket_has_one_engine
check "an address in use is named" a_taken_address_is_named
check "restart starts another process" restart_starts_another_process
check "a killed engine leaves nothing in the way of the next one" a_killed_engine_leaves_nothing_in_the_way
check "down ends the engine, and a second down says that none runs" down_ends_it
check "without an engine the command line says how to start one" the_command_line_says_how_to_start_an_engine
check "a pid that has gone to another process is left alone" a_foreign_pid_is_not_ours
check "a data root of a newer layout is refused and left as it is" a_newer_data_root_is_refused
check "with port 0 the kernel chooses, and up says which" a_free_port_is_chosen
check "a JAVA_HOME that is too old is passed over" a_wrong_java_home_is_passed_over
check "an AOT cache that can't be used stops nothing" a_missing_cache_stops_nothing
check "a configuration file says what options say, and the environment goes first" a_file_says_it_all
check "unknown options and words are refused" wrong_words_are_refused

echo "$passed passed, $failed failed"
[ $failed = 0 ]
