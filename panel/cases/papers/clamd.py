"""Asking a ClamAV daemon about a file, in as much of its protocol as that takes.

The command INSTREAM sends a file in chunks, each after its length in four bytes, and ends with a
length of nothing; the daemon answers `stream: OK` or `stream: <name> FOUND`.

Source: the manual page clamd(8), section COMMANDS.
"""

import socket
import struct
from urllib.parse import urlsplit

CHUNK = 64 * 1024  # bytes
PATIENCE = 60  # seconds without a word from the daemon
LONGEST_ANSWER = 4096  # bytes
PORT = 3310


class NoScanner(Exception):
    """Raised when the daemon can't be reached, or answers that it could not look."""


def scan(content: bytes, *, address: str) -> str:
    """Return what the daemon calls the virus in a file; empty if it finds none.

    Args:
        address: `tcp://host:port`, or `unix:///path` of a socket.

    Raises:
        NoScanner: the file was not looked at.
    """
    try:
        with _connected(address) as connection:
            connection.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), CHUNK):
                chunk = content[start : start + CHUNK]
                connection.sendall(struct.pack("!L", len(chunk)) + chunk)
            connection.sendall(struct.pack("!L", 0))
            answer = _answer(connection)
    except OSError as error:
        raise NoScanner(f"The virus scanner can't be reached: {error}") from error
    return _finding(answer)


def _connected(address: str) -> socket.socket:
    where = urlsplit(address)
    if where.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(PATIENCE)
        try:
            connection.connect(where.path)
        except OSError:
            connection.close()
            raise
        return connection
    return socket.create_connection((where.hostname, where.port or PORT), timeout=PATIENCE)


def _answer(connection: socket.socket) -> str:
    """Read up to the NUL that ends an answer."""
    answer = b""
    while b"\0" not in answer and len(answer) < LONGEST_ANSWER:
        more = connection.recv(LONGEST_ANSWER)
        if not more:
            break
        answer += more
    return answer.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _finding(answer: str) -> str:
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return ""
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    raise NoScanner(f"The virus scanner answers: {answer or 'nothing'}")
