"""A panel with its people, a mail server, and workers in processes of their own."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from pytest_django import Settings
from redis import Redis

from panel import queue
from panel.agencies.models import Agency, Appointment, Panel, Person, Role
from tests.deadlines.postbox import Postbox, free_port, serve

MONDAY = date(2026, 11, 23)
MONDAY_10AM = datetime(2026, 11, 23, 10, tzinfo=UTC)


@dataclass(frozen=True)
class County:
    """A panel of one agency, with one person in each role that these tests need."""

    panel: Panel
    health: Agency
    adviser: Person
    coordinator: Person


def _appoint(panel: Panel, role: Role, agency: Agency | None = None) -> Person:
    person = Person.objects.create_user(f"{role}@example.org", name=str(role.label))
    Appointment.objects.create(
        person=person, panel=panel, role=role, agency=agency, starts_on=date(2026, 1, 1)
    )
    return person


def a_county() -> County:
    panel = Panel.objects.create(code="kent", name="Kent")
    health = Agency.objects.create(
        code="kent-health", name="Health", kind="health", legal_entity="ICB"
    )
    return County(
        panel=panel,
        health=health,
        adviser=_appoint(panel, Role.ADVISER, health),
        coordinator=_appoint(panel, Role.COORDINATOR),
    )


@pytest.fixture
def county(db: None) -> County:
    return a_county()


@pytest.fixture
def committed_county(committed_db: None) -> County:
    return a_county()


@pytest.fixture
def redis(settings: Settings) -> Iterator[Redis]:
    """An empty queue."""
    with Redis.from_url(settings.REDIS_URL) as client:
        client.flushall()
        yield client
        client.flushall()


@pytest.fixture
def dead_redis(settings: Settings) -> Iterator[None]:
    """An address at which nothing answers."""
    settings.REDIS_URL = "unix:///nowhere/redis.sock"
    queue.caller.cache_clear()
    yield
    queue.caller.cache_clear()


@pytest.fixture
def smtp_port(settings: Settings) -> int:
    """The port to which this process and the workers deliver; nothing listens there as yet."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    return int(settings.EMAIL_PORT)


@pytest.fixture
def postbox(smtp_port: int) -> Iterator[Postbox]:
    postbox = Postbox()
    server = serve(postbox, smtp_port)
    yield postbox
    postbox.go.set()
    server.stop()


def kill(worker: subprocess.Popen[bytes]) -> None:
    """End a worker and its processes as a power cut would."""
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


@pytest.fixture
def start_worker(smtp_port: int) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Give a function that starts one more worker, in a process group of its own."""
    workers = []

    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dramatiq", "panel.worker", "-p", "1", "-t", "2"]
        environment = {**os.environ, "SMTP_URL": f"smtp://127.0.0.1:{smtp_port}"}
        worker = subprocess.Popen(command, env=environment, start_new_session=True)
        workers.append(worker)
        return worker

    yield start
    for worker in workers:
        if worker.poll() is None:
            kill(worker)
