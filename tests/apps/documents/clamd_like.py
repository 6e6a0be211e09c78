"""A process that speaks clamd's protocol and answers what it is told to: for a scanner in trouble.

    python clamd_like.py ANSWER    listens on a free port, prints it, answers every stream with ANSWER

HANGUP reads a little and closes without an answer.
"""

import socket
import struct
import sys


def main(answer: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        sys.stdout.write(f"{server.getsockname()[1]}\n")
        sys.stdout.flush()
        while True:
            connection, _ = server.accept()
            with connection, connection.makefile("rb") as stream:
                assert stream.read(10) == b"zINSTREAM\0"
                if answer == "HANGUP":
                    continue
                while length := struct.unpack(">I", stream.read(4))[0]:
                    stream.read(length)
                connection.sendall(answer.encode() + b"\0")


if __name__ == "__main__":
    main(sys.argv[1])
