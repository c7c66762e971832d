# From the sources to a build that an engine runs from: one folder a version, so that a later build pulls nothing from under a running engine.
# shellcheck shell=bash

install_root=${GANTRY_INSTALL_DIR:-/opt/gantry}

source_version() { sed -n 's:^  <version>\(.*\)</version>:\1:p' "$here/pom.xml" | head -n 1; }

# The build's name: the version, and a digest of every source it is made from and of the JVM's options.
build_name() {
    local digest
    digest=$(cd "$here" && find pom.xml src/main -type f -not \( -path 'src/main/script/*' -not -name options.sh \) -not -path 'src/main/native/build/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-12)
    printf '%s-%s' "$(source_version)" "$digest"
}

build_dir() { printf '%s/versions/%s' "$install_root" "$1"; }

# Makes the build of these sources unless it is there, and sets $build to its folder.
need_build() {
    local name
    name=$(build_name)
    build=$(build_dir "$name")
    if [ -e "$build/quarkus-run.jar" ]; then
        remember_build
        return
    fi
    need_build_tools
    mkdir -p "$install_root/versions"
    exec 8>"$install_root/lock"
    flock 8
    [ -e "$build/quarkus-run.jar" ] || make_build "$name"
    exec 8>&-
    remember_build
}

# The build made or found last is the command line's, where no engine says another.
remember_build() {
    local last=
    [ ! -r "$install_root/current" ] || read -r last <"$install_root/current" || true
    [ "$last" = "$build" ] || printf '%s\n' "$build" >"$install_root/current" 2>/dev/null || true
}

make_build() {
    local work=$install_root/work
    say "building Gantry $1 (the first time takes some minutes)"
    rm -rf "$work"
    mkdir -p "$work"
    (cd "$here" && mvn -q -B -ntp -DskipTests -Dbuild.dir="$work" package </dev/null >"$work.log" 2>&1) || {
        tail -n 40 "$work.log" >&2
        die "the build failed; all of what it said is in $work.log"
    }
    # The AOT cache holds the jars' paths and times: what it is trained on is what runs.
    mv "$work/quarkus-app" "$build.new"
    write_options "$build.new" "$build"
    mv "$build.new" "$build"
    rm -rf "$work"
    remove_old_builds
    prepare_command_line "$build"
    train "$build" || say "no AOT cache could be made: the engine starts without one, in about twice the time"
}

# Keeps this build, the one before it, and every one that an engine runs from.
remove_old_builds() {
    local old
    find "$install_root/versions" -mindepth 1 -maxdepth 1 -type d -printf '%T@ %p\n' | sort -rn | tail -n +3 | cut -d' ' -f2- | while read -r old; do
        grep -qsF "$old/quarkus-run.jar" /proc/[0-9]*/cmdline || rm -rf "$old"
    done
}

# train BUILD: runs the build for a moment on folders of its own, as an engine does, and keeps what the JVM learnt.
train() {
    local place code=0
    place=$(mktemp -d /tmp/gantry-training.XXXXXX)
    (
        unset GANTRY_SOCKET GANTRY_CONFIG
        export GANTRY_DATA_ROOT=$place/data GANTRY_RUN_DIR=$place/run GANTRY_LISTEN=127.0.0.1:0 GANTRY_CGROUP_PARENT=gantry-training
        "$JAVA_HOME/bin/java" @"$1/java.options" -XX:AOTCacheOutput="$1/gantry.aot" -jar "$1/quarkus-run.jar" >"$1/training.log" 2>&1 </dev/null &
        local pid=$! path
        wait_for_answer "$place/run/gantry.sock" "$pid" 60 || { kill "$pid" 2>/dev/null; exit 1; }
        for path in version info 'containers/json?all=1' images/json networks volumes '/' sign-in containers/none/json 'events?since=0&until=1'; do
            ask "$place/run/gantry.sock" "$path"
        done
        run_sample "$place"
        train_command_line "$1" "$place/run/gantry.sock" "$(sed -n 's/^listen=//p' "$place/run/engine.pid")/library/hello-world:latest"
        kill "$pid"
        wait "$pid" || true
        [ -s "$1/gantry.aot" ]
    ) || code=1
    rm -rf "$place"
    find /sys/fs/cgroup -depth -type d -path '*/gantry-training*' -exec rmdir {} \; 2>/dev/null || true
    return $code
}

# ask SOCKET PATH [OPTION…]: a request of which only the doing matters.
ask() { curl -s -o /dev/null --max-time 15 --unix-socket "$1" "http://localhost/${2#/}" "${@:3}" || true; }

# run_sample PLACE: what `docker run` asks for, of the sample in the engine's own registry, so that no other machine is spoken to.
run_sample() {
    local socket=$1/run/gantry.sock tries=100 image user password auth
    until [ -s "$1/run/engine.pid" ] || [ $tries = 0 ]; do
        sleep 0.05
        tries=$((tries - 1))
    done
    image=$(sed -n 's/^listen=//p' "$1/run/engine.pid")/library/hello-world
    read -r user password <"$1/data/first-sign-in"
    auth=$(printf '{"username":"%s","password":"%s"}' "$user" "$password" | base64 -w 0 | tr '+/' '-_')
    ask "$socket" "images/create?fromImage=$image&tag=latest" -X POST -H "X-Registry-Auth: $auth"
    ask "$socket" "containers/create?name=sample" -H 'Content-Type: application/json' -d "{\"Image\":\"$image:latest\"}"
    ask "$socket" containers/sample/start -X POST
    ask "$socket" containers/sample/wait -X POST
    ask "$socket" 'containers/sample/logs?stdout=1&stderr=1'
    ask "$socket" containers/sample/json
    ask "$socket" containers/sample -X DELETE
    run_many "$socket" "$image"
}

# run_many SOCKET IMAGE: so many lives that the cache keeps what the JVM learns of a busy engine. One curl asks for all of them, one after the other.
run_many() {
    local i name body="{\"Image\":\"$2:latest\",\"HostConfig\":{\"NetworkMode\":\"none\"}}"
    for ((i = 0; i < 400; i++)); do
        name=many$i
        transfer "$1" POST "create?name=$name" "$body"
        transfer "$1" POST "$name/start"
        transfer "$1" POST "$name/wait"
        transfer "$1" DELETE "$name"
    done | tail -n +2 | curl -K - || true
}

# transfer SOCKET METHOD PATH [BODY]: one request in curl's own configuration language, after the one before it.
transfer() {
    printf 'next\nsilent\nmax-time = 15\noutput = /dev/null\nunix-socket = "%s"\nrequest = %s\nurl = "http://localhost/containers/%s"\n' "$1" "$2" "$3"
    [ -z "${4-}" ] || printf 'header = "Content-Type: application/json"\ndata = "%s"\n' "${4//\"/\\\"}"
}

# wait_for_answer SOCKET PID SECONDS: until /_ping answers; fails when the process ends before or the time is over.
wait_for_answer() {
    local tries=$(($3 * 20))
    while [ $tries -gt 0 ]; do
        ! curl -s -o /dev/null --max-time 5 --unix-socket "$1" http://localhost/_ping || return 0
        kill -0 "$2" 2>/dev/null || return 1
        sleep 0.05
        tries=$((tries - 1))
    done
    return 1
}
