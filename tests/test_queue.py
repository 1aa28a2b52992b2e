import json
import logging
from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import Settings
from redis import Redis

from panel import queue


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


def messages(client: Redis) -> list[tuple[str, list[list[int]]]]:
    """Return the actor and arguments of each message that waits."""
    waiting = [json.loads(text) for text in client.hgetall("dramatiq:default.msgs").values()]
    return [(message["actor_name"], message["args"]) for message in waiting]


@pytest.mark.usefixtures("committed_db")
class TestAfterCommit:
    def test_calls_nobody_before_the_commit(self, redis: Redis) -> None:
        with transaction.atomic():
            queue.after_commit("send_notices", [7])
            assert messages(redis) == []

        assert messages(redis) == [("send_notices", [[7]])]

    def test_calls_nobody_after_a_rollback(self, redis: Redis) -> None:
        def fail() -> None:
            with transaction.atomic():
                queue.after_commit("send_notices", [7])
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fail()

        assert messages(redis) == []

    def test_keeps_the_ids_it_was_given_whatever_becomes_of_the_list(self, redis: Redis) -> None:
        ids = [7, 8]
        with transaction.atomic():
            queue.after_commit("send_notices", ids)
            ids.clear()

        assert messages(redis) == [("send_notices", [[7, 8]])]

    @pytest.mark.usefixtures("dead_redis")
    def test_only_logs_when_redis_is_down(self, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.WARNING):
            queue.after_commit("send_notices", [7])

        assert "send_notices was not called for [7]; the sweep will." in caplog.text


class TestCall:
    @pytest.mark.usefixtures("dead_redis")
    def test_says_so_when_nobody_answers(self) -> None:
        with pytest.raises(queue.NoAnswer, match="Redis: "):
            queue.call("send_notices", [7])
