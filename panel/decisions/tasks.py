"""The queue's doorway to decisions."""

from collections.abc import Sequence

import dramatiq

from panel import clock
from panel.decisions import operations


@dramatiq.actor(max_retries=0, time_limit=110_000)
def issue_records(rendering_ids: Sequence[int]) -> None:
    """Issue each owed record."""
    for rendering_id in rendering_ids:
        operations.issue(rendering_id=rendering_id, at=clock.now())
