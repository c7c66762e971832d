# Starting, finding and ending an engine. Which one runs is said by the engine itself, in <run-dir>/engine.pid.
# shellcheck shell=bash

engine_file() { printf '%s/engine.pid' "$GANTRY_RUN_DIR"; }

# engine_says KEY: from the engine's file.
engine_says() { sed -n "s/^$1=//p" "$(engine_file)" 2>/dev/null; }

# Whether the engine that wrote the file is alive.
is_running() { is_process "$(engine_says pid)" "$(engine_says ticks)"; }

# is_process PID TICKS: a pid may have gone to another process, a pid with its start time has not. A zombie only waits for its parent.
is_process() {
    local ticks=$2 stat
    [ -n "$1" ] && stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    # shellcheck disable=SC2086  # the fields behind the name in parentheses, one a word
    set -- ${stat##*) }
    [ "$1" != Z ] && [ "${20}" = "$ticks" ]
}

# The build that the running engine was started from: the folder of its -jar.
running_build() { tr '\0' '\n' <"/proc/$(engine_says pid)/cmdline" | sed -n 's:/quarkus-run\.jar$::p'; }

up() {
    need_root
    if is_running; then
        if [ "$(running_build)" = "$(build_dir "$(build_name)")" ]; then
            say "Gantry is running already."
        else
            say "Gantry $(engine_says gantry) is running from another build ($(running_build)). To run what is here: ./gantry restart"
        fi
        announce
        return
    fi
    need_build
    start
    announce
}

restart() {
    need_root
    need_build
    if is_running; then
        down
    fi
    start
    announce
}

start() {
    local log pid
    need_jdk
    need_program curl curl
    mkdir -p "$GANTRY_DATA_ROOT"
    chmod 0700 "$GANTRY_DATA_ROOT"
    log=$GANTRY_DATA_ROOT/engine.log
    [ ! -e "$log" ] || mv "$log" "$log.1"
    engine_command
    (cd / && umask 022 && exec setsid "${command[@]}" >"$log" 2>&1 </dev/null 8>&-) &
    pid=$!
    wait_until_ready "$pid" || {
        grep -h "can't start" "$log" >&2 || tail -n 30 "$log" >&2
        if kill "$pid" 2>/dev/null; then
            die "the engine did not answer within 60 seconds and was ended; its log: $log"
        fi
        die "the engine did not start; its log: $log"
    }
}

# Sets $command to what runs the engine of $build.
engine_command() {
    command=("$JAVA_HOME/bin/java" "@$build/java.options")
    [ ! -s "$build/gantry.aot" ] || command+=(-XX:AOTCache="$build/gantry.aot" -Xlog:disable -Xlog:all=error:stderr)
    # shellcheck disable=SC2206  # several options in one variable
    command+=(${GANTRY_JAVA_OPTIONS-} -jar "$build/quarkus-run.jar")
}

# Ready means: it answers, and it has written its file. The subshell's pid is the engine's, as each step is an exec.
wait_until_ready() {
    local tries=100
    wait_for_answer "$(socket_path)" "$1" 60 || return 1
    until is_running; do
        [ $tries -gt 0 ] && kill -0 "$1" 2>/dev/null || return 1
        tries=$((tries - 1))
        sleep 0.05
    done
    [ "$(engine_says pid)" = "$1" ] && printf '%s\n' "$build" >"$GANTRY_RUN_DIR/build"
}

announce() {
    local first
    first=$(first_sign_in)
    printf 'Gantry %s runs (pid %s).\n\n' "$(engine_says gantry)" "$(engine_says pid)"
    printf '  console   http://%s\n' "$(engine_says listen)"
    [ -z "$first" ] || printf '  sign in   %s\n' "$first"
    printf '  docker    export DOCKER_HOST=unix://%s\n' "$(engine_says socket)"
}

# The first name and password, until the password is changed; only root may read them.
first_sign_in() {
    local user password file
    file=$(engine_says data_root)/first-sign-in
    [ -r "$file" ] && read -r user password <"$file" || return 0
    printf '%s with the password %s' "$user" "$password"
}

down() {
    local pid ticks tries=600
    need_root
    if ! is_running; then
        say "No engine runs with the run directory $GANTRY_RUN_DIR."
        return
    fi
    pid=$(engine_says pid)
    ticks=$(engine_says ticks)
    kill "$pid"
    while is_process "$pid" "$ticks"; do
        [ $tries -gt 0 ] || die "the engine (pid $pid) has not ended within 60 seconds; its log: $(engine_says data_root)/engine.log"
        tries=$((tries - 1))
        sleep 0.1
    done
    say "The engine has ended; containers go on running."
}

status() {
    local first
    if ! is_running; then
        printf 'No engine runs with the run directory %s.\n' "$GANTRY_RUN_DIR"
        exit 3
    fi
    printf '%-10s%s\n' pid "$(engine_says pid)" version "$(engine_says gantry)" socket "$(engine_says socket)" \
        console "http://$(engine_says listen)" data "$(engine_says data_root)"
    first=$(first_sign_in)
    [ -z "$first" ] || printf '%-10s%s\n' 'sign in' "$first"
}
