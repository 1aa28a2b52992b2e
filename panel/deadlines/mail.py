"""Handing a notice to the mail server, through Django's e-mail backend.

A message and its Message-ID depend on the notice alone, so every attempt is the same mail.
"""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from panel.deadlines.models import Notice

PERMANENT = range(500, 600)  # RFC 5321, 4.2.1: don't try this again


class Unreachable(Exception):
    """Raised when the mail server doesn't answer or doesn't let us in; nothing has been tried."""


class NotTaken(Exception):
    """Raised when the mail server didn't accept this notice, though it may another time."""


class NeverTaken(Exception):
    """Raised when the mail server says that it will never accept this notice."""


def message_id(key: str) -> str:
    """Return the Message-ID of the notice with this key: always the same."""
    host = urlsplit(settings.PANEL_ADDRESS).hostname
    return f"<{sha256(key.encode()).hexdigest()[:40]}@{host}>"


@contextmanager
def server() -> Iterator[BaseEmailBackend]:
    """Give one connection to the mail server for several notices; it opens at the first."""
    connection: BaseEmailBackend = get_connection()
    try:
        yield connection
    finally:
        # Whatever it accepted it keeps; a goodbye that fails changes nothing.
        with suppress(OSError):
            connection.close()


def hand_over(notice: Notice, connection: BaseEmailBackend) -> None:
    """Return once the mail server has accepted the notice and answers for it.

    Raises:
        Unreachable: There is no server to talk to.
        NotTaken: It refused for now, or the conversation broke off.
        NeverTaken: It refused for good.
    """
    try:
        connection.open()
    except OSError as error:  # smtplib's own errors are OSErrors too
        raise Unreachable(str(error)) from error
    try:
        _message(notice, connection).send()
    except OSError as error:
        # The next notice begins on a fresh connection, whatever this one left behind.
        with suppress(OSError):
            connection.close()
        raise (NeverTaken if _is_permanent(error) else NotTaken)(str(error)) from error


def _message(notice: Notice, connection: BaseEmailBackend) -> EmailMessage:
    return EmailMessage(
        subject=notice.subject_line,
        body=notice.body,
        to=[notice.recipient],
        headers={"Message-ID": notice.message_id, "Auto-Submitted": "auto-generated"},
        connection=connection,
    )


def _is_permanent(error: OSError) -> bool:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code in PERMANENT for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code in PERMANENT
