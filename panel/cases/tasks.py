"""The queue's doorway to cases."""

from collections.abc import Sequence

import dramatiq

from panel import clock
from panel.cases import operations


@dramatiq.actor(max_retries=0, time_limit=290_000)
def scan_papers(scan_ids: Sequence[int]) -> None:
    """Look into each paper that is owed it."""
    for scan_id in scan_ids:
        operations.scan_paper(scan_id=scan_id, at=clock.now())
