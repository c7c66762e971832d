digest=$("$here/../images/push.py" $registry check/hello:1 "$WORK/images/hello.tar")
"$here/../images/push.py" $registry check/many:1 "$WORK/images/hello-arm64.tar" "$WORK/images/hello.tar" >/dev/null
"$here/../images/push.py" $registry check/busybox:latest "$WORK/images/busybox.tar" >/dev/null
blobs() { grep -c "GET /v2/.*/blobs/" "$WORK/registry.log" || true; }
check "run pulls a missing image and runs it; the second run pulls nothing" '
  docker rmi -f $hello >/dev/null 2>&1 || true
  out=$(drun --rm $registry/check/hello:1 2>$WORK/e); is "Hello from a container!" "$out"
  like "Unable to find image" "$(cat $WORK/e)"; like "Status: Downloaded newer image for $registry/check/hello:1" "$(cat $WORK/e)"
  before=$(blobs); [ $before -gt 0 ]
  out=$(drun --rm $registry/check/hello:1 2>$WORK/e); is "Hello from a container!" "$out"; is "" "$(cat $WORK/e)"; is $before $(blobs)'
check "pull again says that it is up to date" '
  out=$(docker pull $registry/check/hello:1); like "Digest: $digest" "$out"; like "Status: Image is up to date for $registry/check/hello:1" "$out"'
check "a pulled image knows its digest" '
  is "[$registry/check/hello@$digest]" "$(docker image inspect -f "{{.RepoDigests}}" $registry/check/hello:1)"
  is "$digest" "$(docker images --digests --format "{{.Digest}}" $registry/check/hello)"'
check "pull by digest" '
  docker rmi $registry/check/hello:1; out=$(docker pull $registry/check/hello@$digest); like "Digest: $digest" "$out"
  is "Hello from a container!" "$(drun --rm $registry/check/hello@$digest)"; docker rmi $registry/check/hello@$digest'
check "pull without a tag takes latest, -q prints the name" '
  is "$registry/check/busybox:latest" "$(docker pull -q $registry/check/busybox)"; is yes "$(drun --rm $registry/check/busybox echo yes)"'
check "pull shows layers" '
  docker rmi $registry/check/busybox $busybox; out=$(docker pull $registry/check/busybox)
  like "Pulling from check/busybox" "$out"; like "[0-9a-f]{12}: Pull complete" "$out"; like "Using default tag: latest" "$out"
  docker load -q -i $WORK/images/busybox.tar'
check "of a manifest list the part for this machine is taken, or the one asked for" '
  docker pull $registry/check/many:1; is amd64 "$(docker image inspect -f "{{.Architecture}}" $registry/check/many:1)"; is "Hello from a container!" "$(drun --rm $registry/check/many:1)"
  docker rmi $registry/check/many:1; docker pull --platform linux/arm64 $registry/check/many:1; is arm64 "$(docker image inspect -f "{{.Architecture}}" $registry/check/many:1)"'
check "an unknown tag or repository is an error, nothing stays" '
  exits 1 docker pull $registry/check/hello:nosuch; like "manifest for $registry/check/hello:nosuch not found: manifest unknown" "$out"
  exits 1 docker pull $registry/check/nosuch; like "not found" "$out"
  is "" "$(docker images -q $registry/check/nosuch)"'
check "run of an image that no registry has exits 125" '
  exits 125 drun --rm $registry/check/nosuch; like "not found" "$out"'
check "a registry that does not answer is an error that names it" '
  exits 1 docker pull localhost:1/x; like "localhost:1" "$out"; like "connect: connection refused" "$out"'
check "a blob that is not what its digest says is refused" '
  docker rmi -f $registry/check/many:1 $registry/check/hello:1 $hello || true
  $here/../images/liar.py $registry >$WORK/liar.port & liar=$!; eventually test -s $WORK/liar.port
  code=0; out=$(docker pull localhost:$(cat $WORK/liar.port)/check/hello:1 2>&1) || code=$?; kill $liar
  [ $code -ne 0 ]; is "" "$(docker images -q localhost:$(cat $WORK/liar.port)/check/hello)"'
[ -z "$HUB" ] || check "docker run hello-world" '
  out=$(drun --rm hello-world); like "Hello from" "$out"
  exits 0 drun --rm hello-world; unlike "Unable to find|Pull" "$out"'
