check "push prints each layer and the digest, and the image knows it" '
  docker tag $bash $registry/push/busybox:1; out=$(docker push $registry/push/busybox:1)
  like "The push refers to repository \[$registry/push/busybox\]" "$out"; like "[0-9a-f]{12}: Pushed" "$out"; like "1: digest: sha256:[0-9a-f]{64} size: [0-9]+" "$out"
  sum=$(sed -n "s/^1: digest: \(sha256:[0-9a-f]*\) .*/\1/p" <<<"$out"); is "$registry/push/busybox@$sum" "$(docker image inspect -f "{{join .RepoDigests \"\n\"}}" $registry/push/busybox:1 | grep "$registry/push/busybox@")"'
check "a second push finds the layers there and has the same digest" '
  first=$(docker push $registry/push/busybox:1 | tail -1); out=$(docker push $registry/push/busybox:1)
  like "[0-9a-f]{12}: Layer already exists" "$out"; is "$first" "$(tail -1 <<<"$out")"'
check "what was pushed, removed and pulled again is the same image and runs" '
  id=$(docker images -q --no-trunc $registry/push/busybox:1); sum=$(docker push $registry/push/busybox:1 | sed -n "s/.* digest: \([^ ]*\) .*/\1/p")
  docker rmi $registry/push/busybox:1; out=$(docker pull $registry/push/busybox:1); like "Digest: $sum" "$out"
  is "$id" "$(docker images -q --no-trunc $registry/push/busybox:1)"; is yes "$(drun --rm $registry/push/busybox:1 echo yes)"'
check "another repository of the registry takes the layers over" '
  docker tag $registry/push/busybox:1 $registry/push/other:1; like "[0-9a-f]{12}: Mounted from push/busybox" "$(docker push $registry/push/other:1)"'
check "push -a pushes all tags, -q prints the name only" '
  docker tag $bash $registry/push/busybox:2; out=$(docker push -a $registry/push/busybox); like "1: digest: " "$out"; like "2: digest: " "$out"
  is "$registry/push/busybox:2" "$(docker push -q $registry/push/busybox:2)"'
check "push of an image or a tag that is not here says so" '
  exits 1 docker push $registry/push/nosuch; like "An image does not exist locally with the tag: $registry/push/nosuch" "$out"
  exits 1 docker push $registry/push/busybox:nosuch; like "tag does not exist: $registry/push/busybox:nosuch" "$out"'
check "push to a registry that does not answer names it" '
  docker tag $busybox localhost:1/x:1; exits 1 docker push localhost:1/x:1; docker rmi localhost:1/x:1; like "localhost:1" "$out"; like "connect: connection refused" "$out"'
check "push is told as an event" '
  since=$(date +%s); docker push -q $registry/push/busybox:1; out=$(docker events --since $since --until $(date +%s -d "1 second") --filter type=image --filter event=push)
  like "image push $registry/push/busybox:1 \(.*name=$registry/push/busybox\)" "$out"'
