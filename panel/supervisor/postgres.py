"""
The embedded PostgreSQL: its cluster, its roles, its address.

It listens on a unix socket only and trusts who can reach it: the folder's mode keeps the door.
"""

import os
import select
import shutil
import signal
import subprocess
from pathlib import Path

import psycopg

from panel.supervisor import binaries
from panel.supervisor.folders import make_private
from panel.supervisor.processes import Child, Program, as_user, unprivileged_user
from panel.supervisor.refusal import CannotStart
from panel.supervisor.waiting import until

DATABASE = "panel"
OWNER = "panel"
APPLICATION = "panel_app"
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": "/"}

# A cluster for tests forgets on power loss; one for people never does. Nor is it vacuumed: tests
# leave their tables empty, and what is planned for empty tables takes many times as long.
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")


class Postgres:
    """A cluster in `base`, started and stopped by us."""

    def __init__(self, base: Path, *, is_throwaway: bool = False) -> None:
        self.base = base
        self.is_throwaway = is_throwaway
        self.user = unprivileged_user()
        self.folder = make_private(
            base / "postgres", owner=self.user.pw_uid if self.user else None
        )
        self.programs = binaries.reachable(binaries.postgres(), base=base, user=self.user)
        # A newer PostgreSQL can't open an older cluster, so each major version has its own.
        self.data = self.folder / f"data-{_major_version(self.programs)}"
        self.child: Child | None = None

    def url(self, role: str) -> str:
        """Return the address at which `role` finds the database."""
        return f"postgres://{role}@/{DATABASE}?host={self.folder}"

    def program(self) -> Program:
        """Return how to start the server on a cluster that exists."""
        settings = [
            "listen_addresses=",
            f"unix_socket_directories={self.folder}",
            "max_connections=80",
            "timezone=UTC",
            *(FORGETFUL if self.is_throwaway else ()),
        ]
        return Program(
            name="PostgreSQL",
            arguments=[
                str(self.programs / "postgres"),
                "-D",
                str(self.data),
                *(part for setting in settings for part in ("-c", setting)),
            ],
            environment=ENVIRONMENT,
            log=self.base / "postgres.log",
            runs_as=self.user,
            stop_signal=signal.SIGINT,  # PostgreSQL's own "fast" stop
        )

    def start(self) -> None:
        """
        Make the cluster if there is none, start the server and see that roles and database exist.

        Raises:
            CannotStart: with the server's own last words.
        """
        if not (self.data / "PG_VERSION").exists():
            self._make_cluster()
        _wait_for_predecessor(self.data)
        self.child = self.program().start()
        until(self.child, self._answers, seconds=60)
        self._make_roles_and_database()

    def _make_cluster(self) -> None:
        """Make it under another name: an interrupted start must leave nothing that looks whole."""
        unfinished = self.data.with_suffix(".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        made = subprocess.run(
            [
                self.programs / "initdb",
                f"--pgdata={unfinished}",
                "--username=postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-instructions",
                *(["--no-sync"] if self.is_throwaway else []),
            ],
            capture_output=True,
            text=True,
            cwd="/",
            env=ENVIRONMENT,
            check=False,
            **as_user(self.user),
        )
        if made.returncode != 0:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise CannotStart(_no_cluster(self.folder, made.stderr))
        unfinished.rename(self.data)

    def _answers(self) -> bool:
        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def _connect(self) -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(
            host=str(self.folder), user="postgres", dbname="postgres", autocommit=True
        )

    def _make_roles_and_database(self) -> None:
        with self._connect() as connection:
            roles = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
            for role in sorted({OWNER, APPLICATION} - roles):
                connection.execute(f"CREATE ROLE {role} LOGIN")
            found = connection.execute(
                "SELECT FROM pg_database WHERE datname = %s", [DATABASE]
            ).fetchone()
            if found is None:
                connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
            if self.is_throwaway:
                # Tests empty append-only tables between each other; nobody else ever may.
                connection.execute(f"GRANT SET ON PARAMETER session_replication_role TO {OWNER}")


def _no_cluster(folder: Path, complaint: str) -> str:
    if "No space left on device" in complaint:
        return f"The disk that holds {folder} is full: make room and start again."
    lines = [line for line in complaint.splitlines() if "error" in line.lower()] or [complaint]
    return f"PostgreSQL can't make its files in {folder}: {lines[0].strip()}; mend that."


def _major_version(programs: Path) -> str:
    answer = subprocess.run(
        [programs / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    return answer.stdout.split()[2].split(".")[0]


def _wait_for_predecessor(data: Path) -> None:
    """Wait until a server that lost its supervisor, and so is stopping, lets go of the cluster."""
    try:
        pid = int((data / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])
        descriptor = os.pidfd_open(pid)
    except (FileNotFoundError, ValueError, IndexError, ProcessLookupError):
        return
    try:
        if "postgres" in Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8"):
            select.select([descriptor], [], [], 10)
    except FileNotFoundError:
        return
    finally:
        os.close(descriptor)
