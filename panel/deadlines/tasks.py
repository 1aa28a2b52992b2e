"""The queue's doorway. Actors take ids and make one call."""

import dramatiq

from panel import clock
from panel.deadlines import operations

# Ends well before the leases taken at its start, so that no lease is outlived (`outbox.LEASE`).
TIME_LIMIT_MS = 5 * 60 * 1000


@dramatiq.actor(max_retries=0, time_limit=TIME_LIMIT_MS)
def send_notices(ids: list[int]) -> None:
    operations.send_notices(ids=ids, at=clock.now())
