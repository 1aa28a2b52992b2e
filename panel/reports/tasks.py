"""The queue's doorway to reports."""

from collections.abc import Sequence

import dramatiq

from panel import clock
from panel.reports import operations


@dramatiq.actor(max_retries=0, time_limit=operations.LONGEST_RUN.seconds * 1000)
def print_report(ids: Sequence[int]) -> None:
    """Print one owed report. A message is for one, so one that fails holds up no other."""
    (file_id,) = ids
    operations.print_report(file_id=file_id, at=clock.now())
