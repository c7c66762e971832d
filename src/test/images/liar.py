#!/usr/bin/env python3
"""A registry that changes one byte of every large blob:  liar.py HOST:PORT  passes everything else on, and prints its own port."""
import http.client, http.server, sys


class Liar(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        connection = http.client.HTTPConnection(sys.argv[1])
        connection.request(self.command, self.path, headers={"Accept": self.headers.get("Accept", "*/*")})
        answer = connection.getresponse()
        data = answer.read()
        if "/blobs/" in self.path and len(data) > 100000:
            data = data[:-1] + bytes([data[-1] ^ 1])
        self.send_response(answer.status)
        for name in ("Content-Type", "Docker-Content-Digest", "Docker-Distribution-Api-Version"):
            if answer.getheader(name):
                self.send_header(name, answer.getheader(name))
        self.send_header("Content-Length", answer.getheader("Content-Length") if self.command == "HEAD" else str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    do_HEAD = do_GET

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Liar)
print(server.server_address[1], flush=True)
server.serve_forever()
