"""Says, before a process starts, what is wrong with the environment it was given."""

import socket
import sys
from collections.abc import Mapping
from urllib.parse import urlsplit

import psycopg

from panel.supervisor.refusal import EXIT_CODE, CannotStart

SCHEMES = {
    "DATABASE_URL": ("postgres", "postgresql"),
    "DATABASE_OWNER_URL": ("postgres", "postgresql"),
    "REDIS_URL": ("redis", "rediss", "unix"),
    "SMTP_URL": ("smtp", "smtp+tls"),
    "PANEL_ADDRESS": ("http", "https"),
}
NEEDED = {
    "DATABASE_URL": "give it the address of the database, postgres://user@host/name",
    "REDIS_URL": "give it the address of the queue, redis://host:6379/0",
    "PANEL_SECRET_KEY": "give it fifty random characters and keep them secret",
}
CONNECT_SECONDS = 5


def require(environment: Mapping[str, str]) -> None:
    """
    See that every setting a server needs is there and well-formed, and that the database answers.

    Raises:
        CannotStart: for the first fault found.
    """
    for name, way_out in NEEDED.items():
        if not environment.get(name):
            raise CannotStart(f"{name} is not set: {way_out}.")
    for name, schemes in SCHEMES.items():
        if name in environment:
            _require_address(name, environment[name], schemes)
    _require_database(environment["DATABASE_URL"])


def exit_unless_sound(environment: Mapping[str, str]) -> None:
    """End the process with one sentence if `require` finds a fault."""
    try:
        require(environment)
    except CannotStart as refusal:
        sys.stderr.write(f"{refusal}\n")
        sys.exit(EXIT_CODE)


def mail_warning(smtp_url: str) -> str | None:
    """Return a sentence if no mail server answers; notices then wait, so we may start."""
    address = urlsplit(smtp_url)
    try:
        socket.create_connection((address.hostname or "", address.port or 25), 2).close()
    except OSError:
        return f"No mail server answers at {smtp_url}: notices wait until one does."
    return None


def _require_address(name: str, value: str, schemes: tuple[str, ...]) -> None:
    try:
        address = urlsplit(value)
        is_sound = address.scheme in schemes and bool(address.netloc or address.path)
        is_sound = is_sound and (address.port or 1) > 0
    except ValueError:
        is_sound = False
    if not is_sound:
        # The value may hold a password, so it is not repeated.
        raise CannotStart(f"{name} is not an address of the form {schemes[0]}://…: mend it.")


def _require_database(url: str) -> None:
    try:
        psycopg.connect(url, connect_timeout=CONNECT_SECONDS).close()
    except psycopg.Error as error:
        why = str(error).strip().splitlines()[-1]
        raise CannotStart(
            f"The database at DATABASE_URL does not answer ({why}): start it, or mend the address."
        ) from error
