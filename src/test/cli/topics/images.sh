check "load prints what it loaded, from a file and from stdin" '
  is "Loaded image: $hello" "$(docker load -q -i $WORK/images/hello.tar)"
  like "Loaded image: $hello" "$(docker load <$WORK/images/hello.tar)"'
check "the image's id is the digest of its config" '
  want=$(tar -xOf $WORK/images/hello.tar manifest.json | python3 -c "import json,sys; print(json.load(sys.stdin)[0][\"Config\"][:-5])")
  is sha256:$want "$(docker images -q --no-trunc $hello)"; is ${want:0:12} "$(docker images -q $hello)"
  is "Hello from a container!" "$(drun --rm ${want:0:12})"; is "Hello from a container!" "$(drun --rm sha256:$want)"'
check "load with gzip around it" '
  gzip -c $WORK/images/hello.tar >$WORK/hello.tar.gz; like "Loaded image: $hello" "$(docker load -q -i $WORK/hello.tar.gz)"'
check "a layer that does not match its digest is refused, nothing stays" '
  exits 1 docker load -i $WORK/images/broken.tar; like "diffID|digest" "$out"
  is "" "$(docker images -q $TAG/broken)"'
check "load of something else is refused" '
  echo garbage >$WORK/garbage; exits 1 docker load -i $WORK/garbage; [ -n "$out" ]'
check "images lists, filters and formats" '
  is "$TAG/hello 1" "$(docker images --format "{{.Repository}} {{.Tag}}" $hello)"
  like "$TAG/hello" "$(docker images --filter reference="$TAG/*" --format "{{.Repository}}")"
  is "" "$(docker images -q nosuchimage)"; like "REPOSITORY +TAG +IMAGE ID +CREATED +SIZE" "$(docker images)"
  like "$TAG/busybox" "$(docker images --filter label=made-by=gantry-check --format "{{.Repository}}")"
  unlike "$TAG" "$(docker images --filter dangling=true --format "{{.Repository}}")"'
check "image inspect has config, layers and size" '
  is "amd64 linux [\"sh\"] layers 1" "$(docker image inspect -f "{{.Architecture}} {{.Os}} {{json .Config.Cmd}} {{.RootFS.Type}} {{len .RootFS.Layers}}" $busybox)"
  [ $(docker image inspect -f "{{.Size}}" $busybox) -gt 1000000 ]; is "[$busybox]" "$(docker image inspect -f "{{.RepoTags}}" $busybox)"
  is "2020-01-01T00:00:00Z" "$(docker image inspect -f "{{.Created}}" $busybox)"'
check "history tells how it was made" '
  like "make.py busybox" "$(docker history --no-trunc $busybox)"'
check "tag adds a name, rmi takes it away, the image stays" '
  docker tag $hello $TAG/other:two; is "$(docker images -q $hello)" "$(docker images -q $TAG/other:two)"
  is "Untagged: $TAG/other:two" "$(docker rmi $TAG/other:two)"; docker image inspect $hello >/dev/null
  exits 1 docker image inspect $TAG/other:two'
check "tag replaces what had the name before" '
  docker tag $busybox $TAG/moved:1; docker tag $hello $TAG/moved:1
  is "$(docker images -q $hello)" "$(docker images -q $TAG/moved:1)"; docker rmi $TAG/moved:1'
check "rmi of the last name deletes the image" '
  out=$(docker rmi $hello); like "Untagged: $hello" "$out"; like "Deleted: sha256:" "$out"; exits 1 docker image inspect $hello'
check "rmi of an image that a container uses is refused" '
  docker load -q -i $WORK/images/hello.tar; dcreate --name $N-use $hello
  exits 1 docker rmi $hello; like "conflict: unable to (remove repository reference|delete)" "$out"; like "$(docker inspect -f "{{slice .Id 0 12}}" $N-use)" "$out"
  docker image inspect $hello >/dev/null; docker rm $N-use; docker rmi $hello'
check "rmi of an unknown image says so" '
  exits 1 docker rmi nosuchimage; like "No such image: nosuchimage" "$out"'
check "a bad name for a tag is refused" '
  exits 1 docker tag $busybox "Bad Name"; like "invalid reference format|not a valid repository/tag" "$out"
  exits 1 docker tag nosuchimage x:y; like "No such image: nosuchimage" "$out"'
check "images of the same layers share them in system df" '
  python3 - $WORK/images/busybox.tar $WORK/twin.tar <<P
import hashlib, io, json, sys, tarfile
with tarfile.open(sys.argv[1]) as old, tarfile.open(sys.argv[2], "w") as new:
    files = {m.name: old.extractfile(m).read() for m in old if m.isfile()}
    manifest = json.loads(files.pop("manifest.json"))
    config = json.loads(files.pop(manifest[0]["Config"]))
    config["author"] = "twin"
    text = json.dumps(config).encode()
    manifest[0].update(Config=hashlib.sha256(text).hexdigest() + ".json", RepoTags=["$TAG/twin:1"])
    kept = {name: files[name] for name in manifest[0]["Layers"]}
    for name, data in {**kept, manifest[0]["Config"]: text, "manifest.json": json.dumps(manifest).encode()}.items():
        entry = tarfile.TarInfo(name); entry.size = len(data); new.addfile(entry, io.BytesIO(data))
P
  docker load -q -i $WORK/twin.tar; api GET /v1.41/system/df; is 200 $status
  printf %s "$body" | python3 -c "
import json, sys
usage = json.load(sys.stdin)
tagged = {name: image for image in usage[\"Images\"] for name in image[\"RepoTags\"] or []}
twin, first = tagged[\"$TAG/twin:1\"], tagged[\"$busybox\"]
assert twin[\"SharedSize\"] == first[\"SharedSize\"] == twin[\"Size\"] > 0, (twin, first)
assert usage[\"LayersSize\"] == sum(image[\"Size\"] for image in usage[\"Images\"]) - twin[\"Size\"], usage
"
  docker rmi $TAG/twin:1'
