"""A peer that speaks as much of the ClamAV daemon's protocol as a paper needs, over a socket.

It finds the EICAR test file, byte for byte as published, and nothing else.
"""

import socket
import struct
from threading import Thread
from types import TracebackType

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LIMIT = 25_000_000  # bytes, as the daemon is set up by default


class Scanner:
    """Listens until the block is left, and keeps what it was sent."""

    def __init__(self) -> None:
        self.seen: list[bytes] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self._thread = Thread(target=self._serve, daemon=True)

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self._door.getsockname()[1]}"

    def __enter__(self) -> "Scanner":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self._thread.join()

    def _serve(self) -> None:
        while True:
            try:
                caller, _ = self._door.accept()
            except OSError:
                return
            with caller, caller.makefile("rb") as said:
                caller.sendall(self._answered(said) + b"\0")

    def _answered(self, said: "socket.SocketIO") -> bytes:
        if said.read(10) != b"zINSTREAM\0":
            return b"UNKNOWN COMMAND"
        content = b""
        while length := struct.unpack("!L", said.read(4))[0]:
            content += said.read(length)
            if len(content) > LIMIT:
                return b"INSTREAM size limit exceeded. ERROR"
        self.seen.append(content)
        return b"stream: Eicar-Test-Signature FOUND" if EICAR in content else b"stream: OK"
