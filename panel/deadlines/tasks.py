"""The queue's doorway. Actors take ids and make one call."""

import dramatiq

from panel import clock
from panel.deadlines import operations, outbox

LONGEST_RUN_MS = outbox.LONGEST_RUN.seconds * 1000


@dramatiq.actor(max_retries=0, time_limit=LONGEST_RUN_MS)
def send_notices(ids: list[int]) -> None:
    operations.send_notices(ids=ids, at=clock.now())
