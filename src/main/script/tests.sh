# The whole test suite, with all the set-up that it needs on a fresh Debian or Ubuntu machine.
# shellcheck shell=bash

# run_tests [--vm]
run_tests() {
    local failed=() before said
    need_root
    need_build_tools
    need_test_tools
    before=$(on_the_machine)
    said=$(mktemp -d)
    cd "$here"
    step "the runner's own tests" make -s -C src/main/native test
    step "unit and integration tests" mvn -B -ntp -DskipITs=false clean verify
    step "the script's tests" src/test/script/run.sh
    step "the stock docker command line" src/test/cli/with-gantry.sh
    step "Gantry's own command line, by the same checks" env DOCKER="$here/gantry" src/test/cli/with-gantry.sh
    step "Gantry in a container of Gantry" src/test/cli/with-gantry.sh -- src/test/nested/check.sh target "$JAVA_HOME"
    step "isolation, compared with Docker's" src/test/isolation/run.sh
    step "an engine that is killed again and again" src/test/crash/crash.py -n 6
    step "an engine that is killed while it pulls, loads and removes" src/test/crash/images.py -n 4
    [ "${1-}" != --vm ] || step "cgroup v2 in a virtual machine" in_virtual_machine
    step "nothing is left on the machine" nothing_more_than "$before"
    echo
    closing_lines
    rm -rf "$said"
    [ ${#failed[@]} -eq 0 ] || exit 1
    echo "All tests passed."
}

# What failed, with the last that each of them said: all that is left to read where only the end of a run is kept.
closing_lines() {
    local name
    for name in "${failed[@]}"; do
        printf '==== what failed in: %s\n' "$name"
        grep -A 6 --no-group-separator -E '^(FAIL|left:|\[ERROR\] +[A-Za-z]+(IT|Test)\b)' "$said/$name" | head -n 40 || true
        printf '==== the last that was said by: %s\n' "$name"
        tail -n 25 "$said/$name"
    done
    [ ${#failed[@]} -eq 0 ] || printf 'FAILED: %s\n' "${failed[@]}"
}

# run_bench ARGUMENT…: every benchmark beside a peer; see src/bench/all.py --help.
run_bench() {
    need_root
    need_program dockerd docker.io docker docker-cli ip iproute2 iptables iptables python3 python3 unshare util-linux
    "$here/src/bench/all.py" "$@"
}

# step NAME COMMAND…: goes on after a failure, so that one run tells all.
step() {
    local name=$1 begin=$SECONDS
    shift
    printf '\n==== %s\n' "$name"
    # Not a pipe: its end would wait for every process that a failed step may have left behind.
    if "$@" </dev/null > >(tee "$said/$name") 2>&1; then
        printf '==== %s: passed in %s s\n' "$name" $((SECONDS - begin))
    else
        printf '==== %s: FAILED after %s s\n' "$name" $((SECONDS - begin))
        failed+=("$name")
    fi
}

# What tests make and have to take away again: cgroups, mounts, links, network namespaces and files of engines. What has a living process' number in its name is another run's.
on_the_machine() {
    {
        find /sys/fs/cgroup -type d -name 'gantry-*' 2>/dev/null || true
        findmnt -rno TARGET | grep gantry || true
        find /tmp -mindepth 1 -maxdepth 1 \( -name 'gantry*' -o -name 'quarkus*' \) -printf '%p\n'
        find /sys/class/net /run/netns -mindepth 1 -maxdepth 1 -printf '%p\n' 2>/dev/null || true
    } | while read -r thing; do
        [[ $thing =~ -([0-9]+)(-[a-z]+)?$ && -e /proc/${BASH_REMATCH[1]} ]] || printf '%s\n' "$thing"
    done | LC_ALL=C sort
}

# nothing_more_than LIST: waits a moment for what is just ending.
nothing_more_than() {
    local more tries=50
    until more=$(LC_ALL=C comm -13 <(printf '%s\n' "$1") <(on_the_machine)) && [ -z "$more" ]; do
        [ $tries -gt 0 ] || { printf 'left: %s\n' "$more"; return 1; }
        tries=$((tries - 1))
        sleep 0.1
    done
}

in_virtual_machine() {
    need_program qemu-system-x86_64 qemu-system-x86 mkfs.ext4 e2fsprogs
    need_build
    src/test/vm/run.py "$build"
}

need_test_tools() {
    need_program busybox busybox-static docker-registry docker-registry chromium chromium dockerd docker.io ip iproute2 iptables iptables python3 python3 flock util-linux
    need_file /bin/bash-static bash-static
    type -P docker >/dev/null || if can_install docker-cli; then install_packages docker-cli; else install_packages docker.io; fi
}
