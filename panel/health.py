"""Whether this process lives, and whether it can serve: plain JSON for machines."""

from functools import cache
from urllib.parse import urlsplit

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe


@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """Answer that the process runs; nothing else is asked of it."""
    return JsonResponse({"status": "live"})


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """
    Answer 200 when the database is there and its migrations are applied, else 503.

    The queue is reported but not required: work that is owed is in the database, and the sweep
    finds it.
    """
    database = _database()
    status = "ready" if database == "ready" else "not ready"
    return JsonResponse(
        {"status": status, "database": database, "queue": _queue()},
        status=200 if status == "ready" else 503,
    )


def _database() -> str:
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except DatabaseError:
        return "unreachable"
    return "ready" if _written() <= applied.keys() else "migrations owed"


@cache
def _written() -> frozenset[tuple[str, str]]:
    """Return every migration there is. A process asks once: its own code doesn't change."""
    return frozenset(MigrationLoader(None).disk_migrations)


def _queue() -> str:
    if not urlsplit(settings.REDIS_URL).scheme:
        return "not set"
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1) as queue:
            queue.ping()
    except redis.RedisError:
        return "unreachable"
    return "ready"
