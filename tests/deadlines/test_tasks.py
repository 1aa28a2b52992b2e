from collections.abc import Iterator

import pytest
from dramatiq import Worker
from redis import Redis

from panel import clock, worker
from panel.deadlines import operations
from panel.deadlines.models import Notice
from tests.deadlines.postbox import Postbox


@pytest.fixture
def worker_thread(redis: Redis) -> Iterator[Worker]:
    """The worker of `panel.worker`, in a thread of this process."""
    thread = Worker(worker.broker, worker_threads=1, worker_timeout=100)
    thread.start()
    yield thread
    thread.stop()


@pytest.mark.usefixtures("committed_db", "worker_thread")
def test_a_notice_owed_now_is_sent_on_commit_without_any_sweep(postbox: Postbox) -> None:
    at = clock.now()
    notice = operations.owe_notice(
        key="outcome/1",
        recipient="lead@example.org",
        subject="The outcome",
        body="It is decided.\n",
        due_at=at,
        at=at,
    )

    postbox.wait_for(1)

    assert postbox.message_ids == [notice.message_id]
    assert Notice.objects.get().attempts == 1


def test_no_actor_is_retried_by_the_queue() -> None:
    retries = {actor.options.get("max_retries") for actor in worker.broker.actors.values()}

    assert retries == {0}
