"""A server whose forked worker outlives it and keeps its port, as badly behaved servers do."""

import os
import signal
import socket
import sys


def main() -> None:
    server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
    parent = os.getpid()
    if os.fork() == 0:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        connection, _ = server.accept()
        with connection:
            connection.sendall(f"{parent}\n".encode("ascii"))


if __name__ == "__main__":
    main()
