"""A real mail server for the tests, which can be held in the middle of a mail."""

import asyncio
from email import message_from_bytes
from email.message import Message
from socket import socket
from threading import Condition, Event

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

ACCEPTED = "250 OK"


class Postbox:
    """What the server does with each mail, and every mail it has answered for, in order.

    Attributes:
        asked: set whenever a mail has arrived and waits for its answer.
        go: while clear, no answer is given.
        abandoned: set when a sender has gone without its answer.
        answers: recipient → the answer to give; without one, the mail is accepted.
    """

    def __init__(self) -> None:
        self.accepted: list[Message] = []
        self.answers: dict[str, str] = {}
        self.asked = Event()
        self.go = Event()
        self.abandoned = Event()
        self.go.set()
        self._changed = Condition()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Wait for `go`, then accept or refuse; a sender that goes meanwhile gets no answer."""
        self.asked.set()
        try:
            while not self.go.is_set():
                await asyncio.sleep(0.01)
        except asyncio.CancelledError:
            self.abandoned.set()
            raise
        answer = self.answers.get(envelope.rcpt_tos[0], ACCEPTED)
        if answer == ACCEPTED:
            with self._changed:
                self.accepted.append(message_from_bytes(envelope.content))
                self._changed.notify_all()
        return answer

    def wait_for(self, number: int) -> None:
        """Return once so many mails are accepted, which must be within 60 seconds."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.accepted) >= number, timeout=60)

    @property
    def recipients(self) -> list[str]:
        return [str(mail["To"]) for mail in self.accepted]

    @property
    def message_ids(self) -> list[str]:
        return [str(mail["Message-ID"]) for mail in self.accepted]


def free_port() -> int:
    """Return a port of this machine on which nobody listens."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(postbox: Postbox, port: int) -> Controller:
    """Start a server; stop it with `.stop()`."""
    controller = Controller(postbox, hostname="127.0.0.1", port=port)
    controller.start()
    return controller
