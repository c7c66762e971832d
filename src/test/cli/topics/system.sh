check "version tells client and server" '
  out=$(docker version); like "Client:" "$out"; like "Server:" "$out"; like "API version: +1\.[0-9]+ \(minimum version 1\.[0-9]+\)" "$out"
  is "linux amd64" "$(docker version -f "{{.Server.Os}} {{.Server.Arch}}")"
  is "$(uname -r)" "$(docker version -f "{{.Server.KernelVersion}}")"'
check "info counts containers and names the machine" '
  before=$(docker info -f "{{.ContainersRunning}} {{.ContainersStopped}}"); set -- $before
  drun -d --name $N-info $busybox sleep 1000; dcreate $busybox
  is "$(($1 + 1)) $(($2 + 1))" "$(docker info -f "{{.ContainersRunning}} {{.ContainersStopped}}")"
  is "$(nproc) $(uname -r) linux x86_64" "$(docker info -f "{{.NCPU}} {{.KernelVersion}} {{.OSType}} {{.Architecture}}")"
  like "^[12]\$" "$(docker info -f "{{.CgroupVersion}}")"; is overlay2 "$(docker info -f "{{.Driver}}")"
  is "$(hostname)" "$(docker info -f "{{.Name}}")"; docker rm -f $N-info'
check "info prints without a warning about missing fields" '
  exits 0 docker info; like "Storage Driver: overlay2" "$out"; like "Containers: [0-9]+" "$out"'
check "ping answers with the API version and the kind of system" '
  out=$(curl -sS --unix-socket $SOCKET -D - http://localhost/_ping); like "HTTP/1.1 200" "$out"; like "Api-Version: 1\.[0-9]+" "$out"; like "(Ostype|OSType): linux" "$out"; like "Docker-Experimental: false" "$out"; like "OK\$" "$out"
  like "HTTP/1.1 200" "$(curl -sS --unix-socket $SOCKET -I http://localhost/_ping)"'
check "every reply says the API version and the server" '
  out=$(curl -sS --unix-socket $SOCKET -D - -o /dev/null http://localhost/v1.41/containers/nosuch/json); like "404" "$out"; like "Api-Version: 1\." "$out"; like "Server: " "$out"; like "Content-Type: application/json" "$out"'
check "older clients are served, with and without a version in the path" '
  for version in /v1.24 /v1.30 /v1.40 /v1.41 ""; do api GET $version/version; is 200 $status; like "\"ApiVersion\":\"1\.[0-9]+\"" "$body"; done
  DOCKER_API_VERSION=1.32 docker ps'
check "a newer API than the server has is refused" '
  refuses 400 "client version 1.99 is too new. Maximum supported API version is 1\.[0-9]+" GET /v1.99/version'
check "an unknown path is not found" '
  refuses 404 "page not found" GET /v1.41/nosuchpath; refuses 404 "page not found" GET /nosuchpath'
check "network ls and inspect know the built-in networks" '
  out=$(docker network ls --format "{{.Name}} {{.Driver}}"); like "bridge bridge" "$out"; like "host host" "$out"; like "none null" "$out"'
