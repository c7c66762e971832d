cat >"$WORK/closed.yml" <<Y
version: 0.1
log: {level: error, accesslog: {disabled: true}}
storage: {inmemory: {}}
http: {addr: "127.0.0.1:0"}
auth: {htpasswd: {realm: here, path: $WORK/users}}
Y
echo 'user:$2b$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a' >"$WORK/users"
closed=localhost:$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
sed -i "s/127.0.0.1:0/127.0.0.1:${closed#*:}/" "$WORK/closed.yml"
docker-registry serve "$WORK/closed.yml" >"$WORK/closed.log" 2>&1 & closed_pid=$!
eventually curl -s "http://$closed/v2/"
check "without a login nothing is pushed, and the error says why" '
  docker tag $busybox $closed/x:1; exits 1 docker push $closed/x:1; like "no basic auth credentials" "$out"; exits 1 docker pull $closed/x:1; like "no basic auth credentials" "$out"'
check "a wrong password is refused" '
  exits 1 docker login -u user -p wrong $closed; like "login attempt to http://$closed/v2/ failed with status: 401 Unauthorized" "$out"'
check "after a login push and pull work, after the logout no more" '
  out=$(echo secret | docker login -u user --password-stdin $closed); like "Login Succeeded" "$out"
  like "1: digest: sha256:" "$(docker push $closed/x:1)"; docker rmi $closed/x:1; docker pull $closed/x:1
  docker logout $closed; exits 1 docker pull $closed/x:1; like "no basic auth credentials" "$out"; docker rmi $closed/x:1'
check "a login asks for what it is not told, and does not show the password" '
  exits 0 $here/terminal.py 24x80 "expect:Username" "send:user\\n" "expect:Password" "send:secret\\n" "expect:Login Succeeded" -- $DOCKER -H $HOST login $closed
  [[ "$out" != *secret* ]]; docker logout $closed'
check "a login that can ask nobody says so, and a logout of nobody too" '
  exits 1 docker login $closed </dev/null; like "non.TTY" "$out"
  exits 1 docker login -u user -p x --password-stdin $closed </dev/null; like "cannot specify both --password and --password-stdin|mutually exclusive" "$out"
  like "Not logged in to nowhere:1|Removing login credentials for nowhere:1" "$(docker logout nowhere:1 2>&1)"'
check "a login where nobody answers says so" '
  exits 1 docker login -u user -p secret localhost:1; like "connect: connection refused" "$out"'
docker rmi "$closed/x:1" >/dev/null 2>&1
kill "$closed_pid"
