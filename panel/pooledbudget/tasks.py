"""The queue's doorway to the fund."""

from collections.abc import Sequence

import dramatiq

from panel import clock
from panel.pooledbudget import operations
from panel.pooledbudget.operations.imports.posting import LONGEST_RUN


@dramatiq.actor(max_retries=0, time_limit=LONGEST_RUN.seconds * 1000)
def post_rows(ids: Sequence[int]) -> None:
    """Post one import's rows. A message is for one, so one that fails holds up no other."""
    (import_id,) = ids
    operations.post_rows(import_id=import_id, at=clock.now())
