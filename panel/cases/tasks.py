"""The queue's doorway to cases."""

from collections.abc import Sequence

import dramatiq

from panel import clock
from panel.cases import operations
from panel.cases.operations.papers.scanning import LONGEST_RUN


@dramatiq.actor(max_retries=0, time_limit=LONGEST_RUN.seconds * 1000)
def scan_paper(ids: Sequence[int]) -> None:
    """Look into one paper that is owed it."""
    (scan_id,) = ids
    operations.scan_paper(scan_id=scan_id, at=clock.now())
