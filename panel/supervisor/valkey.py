"""The embedded Valkey, which speaks Redis: its folder and its address."""

import os
import socket
from pathlib import Path

from panel.supervisor import binaries
from panel.supervisor.folders import make_private
from panel.supervisor.processes import Child, Program
from panel.supervisor.waiting import until


class Valkey:
    """A server whose queue outlives it, unless it is a throwaway."""

    def __init__(self, base: Path, *, is_throwaway: bool = False) -> None:
        self.base = base
        self.is_throwaway = is_throwaway
        self.folder = make_private(base / "valkey")
        self.socket = self.folder / "socket"
        self.child: Child | None = None

    @property
    def url(self) -> str:
        return f"unix://{self.socket}?db=0"

    def program(self) -> Program:
        """Return how to start it."""
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.folder),
            "save": "",
            "appendonly": "no" if self.is_throwaway else "yes",
            "maxmemory-policy": "noeviction",
        }
        return Program(
            name="Valkey",
            arguments=[
                str(binaries.valkey()),
                *(part for name, value in settings.items() for part in (f"--{name}", value)),
            ],
            environment={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
            log=self.base / "valkey.log",
        )

    def start(self) -> None:
        """
        Start it and wait for its first answer.

        Raises:
            CannotStart: with its own last words.
        """
        self.child = self.program().start()
        until(self.child, self._answers, seconds=20)

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(1)
            try:
                line.connect(str(self.socket))
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
            except OSError:
                return False
