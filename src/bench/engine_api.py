"""A Docker Engine API client for benchmarks: one kept-alive connection on a unix socket, nothing cleverer."""

import http.client
import json
import socket


class Refused(Exception):
    """The engine answered with another status than the benchmark needs; its message is the text."""


class Engine:
    """One connection to one engine. Not for several threads."""

    def __init__(self, path):
        self.path = path
        self._connection = http.client.HTTPConnection("engine")
        self._connect()

    def _connect(self):
        channel = socket.socket(socket.AF_UNIX)
        channel.connect(self.path)
        self._connection.sock = channel

    def call(self, method, path, body=None, expect=(200, 201, 204)):
        """Sends one request and returns the decoded JSON of its answer, or the bytes where it is none."""
        data = None if body is None else json.dumps(body)
        headers = {} if body is None else {"Content-Type": "application/json"}
        self._connection.request(method, "/v1.41" + path, data, headers)
        answer = self._connection.getresponse()
        content = answer.read()
        if answer.status not in expect:
            raise Refused(f"{method} {path} on {self.path}: {answer.status} {content[:300]!r}")
        if not content.strip():
            return None
        return json.loads(content) if answer.getheader("Content-Type", "").startswith("application/json") else content

    def create(self, image, command, **host_config):
        """Creates a container and returns its id."""
        body = {"Image": image, "Cmd": command, "HostConfig": host_config}
        return self.call("POST", "/containers/create", body)["Id"]

    def start(self, container):
        self.call("POST", f"/containers/{container}/start")

    def wait(self, container):
        """Returns the exit code."""
        return self.call("POST", f"/containers/{container}/wait")["StatusCode"]

    def remove(self, container):
        self.call("DELETE", f"/containers/{container}?force=1")

    def framed_log(self, container, tail="all"):
        """Returns what the container wrote on stdout, in the stream's frames as they came."""
        return self.call("GET", f"/containers/{container}/logs?stdout=1&stderr=0&tail={tail}") or b""

    def name(self):
        """What the engine calls itself, with its version."""
        version = self.call("GET", "/version")
        component = version.get("Components") or [{"Name": "Engine"}]
        return f"{component[0]['Name']} {version['Version']}"


def unframed(framed):
    """Takes the payload out of a multiplexed stream."""
    payload, at = [], 0
    while at < len(framed):
        size = int.from_bytes(framed[at + 4:at + 8], "big")
        payload.append(framed[at + 8:at + 8 + size])
        at += 8 + size
    return b"".join(payload)


def table(head, rows):
    """Prints rows of text in columns; the first column to the left, the others to the right."""
    widths = [max(len(str(row[i])) for row in [head] + rows) for i in range(len(head))]
    for row in [head, ["-" * width for width in widths]] + rows:
        cells = [str(cell).ljust(width) if i == 0 else str(cell).rjust(width) for i, (cell, width) in enumerate(zip(row, widths))]
        print("  ".join(cells).rstrip())
