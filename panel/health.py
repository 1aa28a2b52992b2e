"""Whether this process lives, and whether it can serve: plain JSON for machines."""

from urllib.parse import urlsplit

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
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
        executor = MigrationExecutor(connection)
        owed = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "unreachable"
    return "migrations owed" if owed else "ready"


def _queue() -> str:
    if not urlsplit(settings.REDIS_URL).scheme:
        return "not set"
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1) as queue:
            queue.ping()
    except redis.RedisError:
        return "unreachable"
    return "ready"
