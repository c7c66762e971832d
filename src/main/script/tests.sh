# The whole test suite, with all the set-up that it needs on a fresh Debian or Ubuntu machine.
# shellcheck shell=bash

run_tests() {
    local failed=()
    need_root
    need_build_tools
    need_test_tools
    cd "$here"
    step "the runner's own tests" make -s -C src/main/native test
    step "unit and integration tests" mvn -B -ntp -DskipITs=false verify
    step "the script's tests" src/test/script/run.sh
    step "the stock docker command line" check_with_cli
    echo
    if [ ${#failed[@]} -gt 0 ]; then
        printf 'FAILED: %s\n' "${failed[@]}"
        exit 1
    fi
    echo "All tests passed."
}

# step NAME COMMAND…: goes on after a failure, so that one run tells all.
step() {
    local name=$1 begin=$SECONDS
    shift
    printf '\n==== %s\n' "$name"
    if "$@" </dev/null; then
        printf '==== %s: passed in %s s\n' "$name" $((SECONDS - begin))
    else
        printf '==== %s: FAILED after %s s\n' "$name" $((SECONDS - begin))
        failed+=("$name")
    fi
}

need_test_tools() {
    need_program busybox busybox-static docker-registry docker-registry chromium chromium ip iproute2 python3 python3 flock util-linux
    need_file /bin/bash-static bash-static
    type -P docker >/dev/null || if can_install docker-cli; then install_packages docker-cli; else install_packages docker.io; fi
}

# An engine of its own, on folders of its own, for src/test/cli.
check_with_cli() {
    local place code=0
    place=$(mktemp -d /tmp/gantry-cli.XXXXXX)
    (
        unset GANTRY_SOCKET GANTRY_CONFIG
        export GANTRY_DATA_ROOT=$place/data GANTRY_RUN_DIR=$place/run GANTRY_LISTEN=127.0.0.1:0 GANTRY_CGROUP_PARENT=gantry-cli-$$
        "$here/gantry" up && src/test/cli/run.sh "unix://$place/run/gantry.sock" --hub
    ) || code=1
    GANTRY_DATA_ROOT=$place/data GANTRY_RUN_DIR=$place/run "$here/gantry" down || code=1
    [ $code = 0 ] || { echo "the engine's log:"; tail -n 50 "$place/data/engine.log"; }
    rm -rf "$place"
    return $code
}
