#!/usr/bin/env python3
"""Run a command on a terminal of its own and talk to it:  terminal.py ROWSxCOLUMNS STEP… -- COMMAND…

Steps, in order: `expect:REGEX` (within 30 s, else exit 99), `send:TEXT` (with \\n, \\x10 and such), `resize:ROWSxCOLUMNS`.
What the terminal showed goes to stdout; the exit code is the command's.
"""
import fcntl, os, pty, re, select, signal, struct, sys, termios, time


def size(fd, text):
    rows, columns = map(int, text.split("x"))
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


class Terminal:
    def __init__(self, fd):
        self.fd, self.shown, self.seen, self.open = fd, b"", 0, True

    def take(self, seconds):
        if self.open and select.select([self.fd], [], [], seconds)[0]:
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                data = b""
            self.open = bool(data)
            self.shown += data

    def expect(self, regex):
        deadline = time.monotonic() + 30
        while not (found := re.search(regex.encode(), self.shown[self.seen:])):
            if time.monotonic() > deadline or not self.open:
                return False
            self.take(0.2)
        self.seen += found.end()
        return True


def main():
    split = sys.argv.index("--")
    first, steps, command = sys.argv[1], sys.argv[2:split], sys.argv[split + 1:]
    pid, fd = pty.fork()
    if pid == 0:
        size(0, first)
        os.execvp(command[0], command)
    terminal, code = Terminal(fd), None
    for step in steps:
        kind, _, value = step.partition(":")
        if kind == "expect" and not terminal.expect(value):
            code = 99
            os.kill(pid, signal.SIGKILL)
            break
        if kind == "send":
            os.write(fd, value.encode().decode("unicode_escape").encode("latin-1"))
        if kind == "resize":
            # The client listens for this signal only a moment after a fast engine's first output.
            time.sleep(0.5)
            size(fd, value)
            os.kill(pid, signal.SIGWINCH)
    deadline = time.monotonic() + 30
    while terminal.open and time.monotonic() < deadline:
        terminal.take(1)
    if terminal.open:
        os.kill(pid, signal.SIGKILL)
        code = 99
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    sys.stdout.buffer.write(terminal.shown)
    sys.exit(code if code is not None else status if status >= 0 else 128 - status)


main()
