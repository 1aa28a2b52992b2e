"""Ringing for the workers: a message carries an actor's name and ids, and nothing is lost with it.

Whatever is owed is already a row, so a message is only a bell. When Redis is down or forgets, a
sweep finds the row and rings again.
"""

import logging
from collections.abc import Sequence
from functools import cache, partial

from django.conf import settings
from django.db import transaction
from dramatiq import Message, Middleware
from dramatiq.brokers.redis import RedisBroker
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

log = logging.getLogger(__name__)

QUEUE = "default"


class NoAnswer(Exception):
    """Raised when Redis can't be reached or refuses, so that nobody has been called."""


def after_commit(actor_name: str, ids: Sequence[int]) -> None:
    """Call the actor with `ids` once the present transaction commits; at once if there is none.

    Never raises because of Redis: if it doesn't answer, a line is logged and the sweep will call.
    """
    transaction.on_commit(partial(_call_or_log, actor_name, list(ids)))


def call(actor_name: str, ids: Sequence[int]) -> None:
    """Call the actor with `ids` now.

    Raises:
        NoAnswer: Redis can't be reached or refuses.
    """
    message: Message[None] = Message(
        queue_name=QUEUE, actor_name=actor_name, args=(list(ids),), kwargs={}, options={}
    )
    try:
        caller().enqueue(message)
    except RedisError as error:
        raise NoAnswer(f"Redis: {error}") from error


@cache
def caller() -> RedisBroker:
    """Return this process's broker for calling only: no actors, no middleware, no patience.

    A page must not hang because Redis does, so nothing is tried twice and a second is enough.
    """
    client = Redis.from_url(
        settings.REDIS_URL,
        socket_connect_timeout=1,
        socket_timeout=1,
        retry=Retry(NoBackoff(), 0),
    )
    return RedisBroker(client=client, middleware=[])  # type: ignore[no-untyped-call]  # untyped upstream


def listener(middleware: list[Middleware]) -> RedisBroker:
    """Return a broker for a worker, which may wait for Redis to come back.

    After a worker dies its messages are looked for in 15 seconds rather than 60, and fifty times
    as often as usual, so that an idle queue recovers in seconds and not in minutes.
    """
    return RedisBroker(  # type: ignore[no-untyped-call]  # untyped upstream
        url=settings.REDIS_URL,
        heartbeat_timeout=15_000,
        maintenance_chance=50_000,
        middleware=middleware,
    )


def _call_or_log(actor_name: str, ids: list[int]) -> None:
    try:
        call(actor_name, ids)
    except NoAnswer as silence:
        log.warning("%s was not called for %s; the sweep will. %s", actor_name, ids, silence)
