#!/usr/bin/env python3
"""Sends bytes to a unix socket and prints what comes back:  raw.py SOCKET TEXT…   ; in TEXT is a line's end; a further TEXT is sent 0.2 s later."""
import socket
import sys
import time

with socket.socket(socket.AF_UNIX) as channel:
    channel.connect(sys.argv[1])
    channel.settimeout(2)
    for number, text in enumerate(sys.argv[2:]):
        time.sleep(0.2 if number else 0)
        channel.sendall(text.replace(";", "\r\n").encode())
    try:
        while got := channel.recv(65536):
            sys.stdout.write(got.decode(errors="replace").replace("\r\n", "\n"))
        print("\n(closed)")
    except TimeoutError:
        print("\n(open)")
