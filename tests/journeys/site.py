"""A running site as the journeys see it: its address, its people, its database and its mailbox."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from functools import cache
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import psycopg

from panel.agencies.models import Role
from panel.sample.people import PEOPLE
from panel.supervisor import folders
from tests.demonstration import SET_BY_TESTS, Demo
from tests.journeys.calling import Caller
from tests.waiting import wait_until


class Site:
    """A demonstration that serves."""

    def __init__(self, demo: Demo, local: Path) -> None:
        self.demo, self.local = demo, local
        self.address = demo.until("The panel:").split()[2].rstrip("/")
        sign_ins = json.loads((local / "sign-ins.json").read_text(encoding="utf-8"))
        self.password = str(sign_ins[0]["password"])  # one for all
        web = Path(f"/proc/{demo.children()['gunicorn']}/environ").read_text(encoding="utf-8")
        told = dict(line.partition("=")[::2] for line in web.split("\0"))
        self.database = told["DATABASE_OWNER_URL"]
        self.person = cache(self._person)

    def _person(self, role: Role, agency: str = "") -> Caller:
        return Caller(self.address, username(role, agency), self.password)

    def manage(self, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
        """Run a `manage.py` command on the same servers, and return what came of it."""
        ours = {name: value for name, value in os.environ.items() if name not in SET_BY_TESTS}
        return subprocess.run(
            [sys.executable, "manage.py", *map(str, arguments)],
            cwd=folders.CHECKOUT,
            env={**ours, "PANEL_LOCAL": str(self.local)},
            capture_output=True,
            text=True,
            check=False,
        )

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the database; nothing the site does is asked for it."""
        with psycopg.connect(self.database, autocommit=True) as connection:
            return connection.execute(query, values).fetchall()

    def wait_for(self, query: str, *values: object) -> None:
        """Return once the database answers `query` with a row, whatever befalls it meanwhile."""

        def answered() -> bool:
            with suppress(psycopg.OperationalError):
                return bool(self.rows(query, *values))
            return False

        wait_until(answered, wanted=query)

    @contextmanager
    def unwritable(self, table: str) -> Iterator[None]:
        """Keep whoever writes to a table waiting, for as long as the database lives."""
        with suppress(psycopg.OperationalError), psycopg.connect(self.database) as connection:
            connection.execute(f"LOCK TABLE {table} IN SHARE MODE")
            yield

    def is_ready(self) -> bool:
        """Whether the site and its database answer."""
        try:
            with urlopen(f"{self.address}/health/ready", timeout=20) as answer:
                return json.load(answer)["queue"] == "ready"
        except OSError:
            return False

    def mailed(self) -> Counter[str]:
        """Count the mails the mail server accepted, by Message-ID."""
        kept = (self.local / "mailbox").glob("*.eml")
        return Counter(message_from_bytes(mail.read_bytes())["Message-ID"] for mail in kept)


def username(role: Role, agency: str = "") -> str:
    """Return the address of the first sample person who holds a role, for an agency if named."""
    return next(
        person.username
        for person in PEOPLE
        if person.role == role and agency in ("", person.agency)
    )
