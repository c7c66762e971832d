#!/bin/bash
# Checks of a container engine with the stock docker CLI: output, exit code and effect. They pass unchanged against a real dockerd.
#
#   run.sh unix:///path/to/docker.sock [--hub] [topic…]      topics: the files in topics/; all of them by default
#   run.sh --list                                             every check as `topic: sentence`
#
# --hub also runs `docker run hello-world` by its short name, which needs Docker Hub or an engine that brings that image.
# Needs: docker (the CLI), curl, python3, gcc with a static libc, busybox-static, bash-static, docker-registry. The registry is started on
# loopback in this script's network namespace, so run it in the engine's. Everything that is made is removed again, also on failure.
here=$(dirname "$(realpath "$0")")
[ "${1-}" != --list ] || { cd "$here/topics" && grep 'check "' *.sh | sed -n 's/^\([a-z]*\)\.sh:.*check "\(.*\)" .$/\1: \2/p'; exit; }
case "${1-}" in unix://*) HOST=$1; shift ;; *) sed -n '2,/^here/{/^#/s/^# \{0,1\}//p}' "$0"; exit 64 ;; esac
HUB=; [ "${1-}" = --hub ] && { HUB=1; shift; }
SOCKET=${HOST#unix://}
DOCKER=${DOCKER:-$(type -P docker)} || { echo "run.sh: no docker command in PATH" >&2; exit 69; }
for file in /bin/busybox /bin/bash-static /usr/bin/docker-registry /usr/bin/curl; do
  [ -e $file ] || { echo "run.sh: $file is missing: apt-get install busybox-static bash-static docker-registry curl" >&2; exit 69; }
done
WORK=$(mktemp -d) TAG=gantry-check LABEL=gantry-check=$$ N=gc$$ REGISTRY_PORT=0
export DOCKER_CONFIG=$WORK/config DOCKER_CLI_HINTS=false; unset DOCKER_HOST DOCKER_CONTEXT DOCKER_API_VERSION
busybox=$TAG/busybox:1 bash=$TAG/bash:1 flood=$TAG/flood:1 hello=$TAG/hello:1 attacker=$TAG/attacker:1
. "$here/lib.sh"
finish() { sweep; [ -z "$registry_pid" ] || kill "$registry_pid"; rm -rf "$WORK"; }
trap finish EXIT; trap 'exit 130' INT TERM

docker version >/dev/null || exit 69
"$here/../images/make.py" "$WORK/images" || exit 69
REGISTRY_PORT=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat >"$WORK/registry.yml" <<Y
version: 0.1
log: {accesslog: {disabled: false}, level: info}
storage: {inmemory: {}, delete: {enabled: true}}
http: {addr: "127.0.0.1:$REGISTRY_PORT"}
Y
docker-registry serve "$WORK/registry.yml" >"$WORK/registry.log" 2>&1 & registry_pid=$!
eventually curl -sf "http://127.0.0.1:$REGISTRY_PORT/v2/" || { cat "$WORK/registry.log" >&2; exit 69; }
registry=localhost:$REGISTRY_PORT
sweep
for name in busybox bash flood attacker; do docker load -q -i "$WORK/images/$name.tar" >/dev/null || { echo "run.sh: can't load $name" >&2; exit 69; }; done

[ $# -gt 0 ] || set -- $(cd "$here/topics" && ls *.sh | sed 's/\.sh$//')
for topic; do
  echo "== $topic"
  [ -f "$here/topics/$topic.sh" ] || { echo "run.sh: no topic $topic" >&2; exit 64; }
  bash -n "$here/topics/$topic.sh" || { failed=$((failed + 1)); failures+=("$topic: not a shell script as a whole"); continue; }   # else it would end early and pass
  . "$here/topics/$topic.sh"   # never in a list with ||: bash then ignores set -e in all that it calls
  left=$(ours); [ -z "$left" ] || docker rm -f $left >/dev/null 2>&1
done
[ $failed = 0 ] || { echo; printf 'failed: %s\n' "${failures[@]}"; }
echo "$passed passed, $failed failed"
[ $failed = 0 ]
