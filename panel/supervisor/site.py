"""The programs that make up a running site, and the addresses at which they listen."""

import os
import socket
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

import psycopg

from panel.supervisor.checks import CONNECT_SECONDS
from panel.supervisor.processes import Program
from panel.supervisor.refusal import CannotStart

HOST = "127.0.0.1"
LAST_PORT = 65_535
WEB_PROCESSES = 2
THREADS = 4
SWEEP_SECONDS = 5
# A worker whose queue has gone acknowledges for ever; what it has not done is owed still.
LAST_MESSAGE_MS = 10_000


class Doors(NamedTuple):
    """
    The sockets of a site, open before anything serves them.

    So a taken port is found at once, and a caller waits while a program is started again.
    """

    web: socket.socket
    mail: socket.socket
    mailbox_page: socket.socket

    @classmethod
    def open(cls, *, port: int, mailbox_port: int) -> "Doors":
        """
        Open them; mail gets any free port, since only our own programs send to it.

        Raises:
            CannotStart: a port is taken or forbidden.
        """
        return cls(
            web=_listen(port, option="--port"),
            mail=_listen(0, option=""),
            mailbox_page=_listen(mailbox_port, option="--mailbox-port"),
        )

    def environment(self) -> dict[str, str]:
        """Return the addresses, by the names under which settings.py reads them."""
        return {
            "PANEL_ADDRESS": address(self.web),
            "PANEL_ALLOWED_HOSTS": f"{HOST},localhost",
            "SMTP_URL": address(self.mail, scheme="smtp"),
        }


def address(door: socket.socket, *, scheme: str = "http") -> str:
    """Return the URL of an open socket."""
    host, port = door.getsockname()
    return f"{scheme}://{host}:{port}"


def programs(
    doors: Doors, environment: Mapping[str, str], *, mailbox: Path, logs: Path
) -> list[Program]:
    """Return the mail server, the web server, the worker and the sweep, in starting order."""
    mail, page, web = (door.fileno() for door in (doors.mail, doors.mailbox_page, doors.web))
    module = (sys.executable, "-m")
    commands: dict[str, tuple[tuple[str, ...], tuple[int, ...]]] = {
        "mailbox": (
            (*module, "panel.supervisor.mailbox", str(mailbox), str(mail), str(page)),
            (mail, page),
        ),
        "web": (
            (
                *(*module, "gunicorn", "panel.wsgi", "--preload", "--log-level=warning"),
                *(f"--bind=fd://{web}", f"--workers={WEB_PROCESSES}", f"--threads={THREADS}"),
            ),
            (web,),
        ),
        "worker": (
            (
                *(*module, "dramatiq", "panel.worker", "--processes=1", f"--threads={THREADS}"),
                f"--worker-shutdown-timeout={LAST_MESSAGE_MS}",
            ),
            (),
        ),
        "sweep": ((sys.executable, "manage.py", "sweep", f"--every={SWEEP_SECONDS}"), ()),
    }
    return [
        Program(
            name=name,
            arguments=arguments,
            environment=environment,
            log=logs / f"{name}.log",
            sockets=sockets,
            may_start=partial(answers, environment),
        )
        for name, (arguments, sockets) in commands.items()
    ]


def answers(environment: Mapping[str, str]) -> bool:
    """
    Say whether PostgreSQL takes a connection.

    After a crash it reads its log first, which may take longer than all a program's restarts.
    """
    try:
        psycopg.connect(environment["DATABASE_URL"], connect_timeout=CONNECT_SECONDS).close()
    except psycopg.Error:
        return False
    return True


def _listen(port: int, *, option: str) -> socket.socket:
    if not 0 <= port <= LAST_PORT:
        raise CannotStart(f"There is no port {port}: choose one up to {LAST_PORT} with {option}.")
    try:
        return socket.create_server((HOST, port), backlog=128)
    except OSError as error:
        why = os.strerror(error.errno or 0).lower()
        raise CannotStart(
            f"Port {port} can't be opened ({why}): stop what uses it, or choose another"
            f" with {option}."
        ) from error
