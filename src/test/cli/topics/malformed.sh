# Requests that are hardly HTTP, byte by byte on the socket.

raw() { "$here/raw.py" "$SOCKET" "$@"; }
refused() { local want=$1 got; shift; got=$(raw "$@"); like "^HTTP/1.1 $want" "$got"; like "Content-Type: text/plain|content-type: text/plain" "$got"; like "\\(closed\\)" "$got"; }

check "two lengths of one body are refused, and the connection ends" '
  refused "400 Bad Request" "POST /containers/create HTTP/1.1;Host: d;Content-Length: 2;Content-Length: 3;;{}"
  refused "400 Bad Request" "POST /containers/create HTTP/1.1;Host: d;Content-Length: x;;"
'
check "what follows a request whose length can be read in two ways is not carried out" '
  docker tag $busybox $TAG/behind:1
  for lengths in "Content-Length: 2;Content-Length: 60" "Content-Length: 2, 60" "Content-Length: +2" "Content-Length: -2" \
    "Transfer-Encoding: identity, chunked" "Transfer-Encoding: chunked;Transfer-Encoding: identity"; do
    got=$(raw "POST /images/$busybox/tag?repo=$TAG/before&tag=1 HTTP/1.1;Host: d;$lengths;;{}DELETE /images/$TAG/behind:1 HTTP/1.1;Host: d;;")
    like "^HTTP/1.1 (400|501)" "$got"; is 1 "$(grep -c "^HTTP/1.1" <<<"$got")"
  done
  is "" "$(docker images -q $TAG/before)"; docker rmi $TAG/behind:1
'
check "a malformed request line or header is refused" '
  refused "400 Bad Request" "GET /containers/%zz/json HTTP/1.1;Host: d;;"
  refused "400 Bad Request" "GET /containers/a b/json HTTP/1.1;Host: d;;"
  refused "400 Bad Request" "GET /_ping HTTP/1.1;Host: d;nonsense;;"
  refused "505 HTTP Version Not Supported" "GET /_ping HTTP/2.0;Host: d;;"
'
check "a request names one host" '
  refused "400 Bad Request" "GET /_ping HTTP/1.1;;"
  refused "400 Bad Request" "GET /_ping HTTP/1.1;Host: a;Host: b;;"
'
check "an unknown transfer encoding is refused" '
  refused "501 Not Implemented" "POST /containers/create HTTP/1.1;Host: d;Transfer-Encoding: gzip;;"
'
check "braces and letters that should have been encoded are taken" '
  like "^HTTP/1.1 200 OK" "$(raw "GET /containers/json?filters={\"label\":[\"zz=1\"]} HTTP/1.1;Host: d;Connection: close;;")"
  like "No such container: \{x\}" "$(raw "GET /containers/{x}/json HTTP/1.1;Host: d;Connection: close;;")"
  like "No such container: ä" "$(raw "GET /containers/ä/json HTTP/1.1;Host: d;Connection: close;;")"
'
check "a query of sixty kilobytes is read" '
  api GET "/containers/json?x=$(head -c 60000 /dev/zero | tr "\0" a)"; is 200 "$status"
'
check "requests sent at once are answered in turn, a broken one last" '
  got=$(raw "GET /_ping HTTP/1.1;Host: d;;GET /version HTTP/1.1;Host: d;;GET /_ping HTTP/1.1;;")
  is "200 200 400" "$(grep -ao "HTTP/1.1 [0-9]*" <<<"$got" | cut -d" " -f2 | paste -sd" ")"
  like "ApiVersion" "$got"; like "\\(closed\\)" "$got"
'
check "a client that waits for 100 Continue is told to go on" '
  like "^HTTP/1.1 100 Continue.*HTTP/1.1 400" "$(raw "POST /containers/create HTTP/1.1;Host: d;Connection: close;Content-Type: application/json;Expect: 100-continue;Content-Length: 2;;" "{}")"
'
check "each answer is dated" '
  like "[Dd]ate: [A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT" "$(raw "GET /_ping HTTP/1.1;Host: d;Connection: close;;")"
'
