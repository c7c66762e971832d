"""A Docker Engine API client for benchmarks: one kept-alive connection on a unix socket, nothing cleverer."""

import http.client
import json
import socket


class Refused(Exception):
    """The engine answered with another status than the benchmark needs; its message is the text."""


class Engine:
    """One connection to one engine. Not for several threads."""

    def __init__(self, path, word=None):
        self.path = path
        self._word = word
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

    def load(self, archive):
        """Loads an image archive from a file."""
        with open(archive, "rb") as content:
            self._connection.request("POST", "/v1.41/images/load?quiet=1", content.read(), {"Content-Type": "application/x-tar"})
        answer = self._connection.getresponse()
        told = answer.read()
        if answer.status != 200 or b'"error"' in told:
            raise Refused(f"load of {archive} on {self.path}: {answer.status} {told[:300]!r}")

    def name(self):
        """What it is, with the version it tells."""
        return f"{self._word or self.path} {self.call('GET', '/version')['Version']}"


def unframed(framed):
    """Takes the payload out of a multiplexed stream."""
    payload, at = [], 0
    while at < len(framed):
        size = int.from_bytes(framed[at + 4:at + 8], "big")
        payload.append(framed[at + 8:at + 8 + size])
        at += 8 + size
    return b"".join(payload)


def table(head, rows):
    """Prints rows of text as a table in Markdown, which people can read as it is."""
    cells = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(head))]
    for number, row in enumerate(cells):
        print("| " + " | ".join(cell.ljust(width) if i == 0 else cell.rjust(width) for i, (cell, width) in enumerate(zip(row, widths))) + " |")
        if number == 0:
            print("|" + "|".join("-" * (width + 2) if i == 0 else "-" * (width + 1) + ":" for i, width in enumerate(widths)) + "|")


def load_average():
    """Of the last minute: what else the machine did."""
    with open("/proc/loadavg") as file:
        return file.read().split()[0]
