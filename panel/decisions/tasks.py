"""The queue's doorway to decisions."""

from collections.abc import Sequence

import dramatiq

from panel import clock
from panel.decisions import operations
from panel.decisions.operations.forecasting.asking_what_if import LONGEST_RUN as LONGEST_ANSWER
from panel.decisions.operations.records.issuing import LONGEST_RUN
from panel.decisions.operations.telling.lettering import LONGEST_RUN as LONGEST_LETTER
from panel.pooledbudget.operations.accruals import LONGEST_RUN as LONGEST_ACCRUAL
from panel.pooledbudget.operations.forecasting import LONGEST_RUN as LONGEST_FORECAST
from panel.pooledbudget.operations.years.rolling import LONGEST_RUN as LONGEST_ROLLOVER


@dramatiq.actor(max_retries=0, time_limit=LONGEST_RUN.seconds * 1000)
def issue_record(ids: Sequence[int]) -> None:
    """Issue one owed record. A message is for one, so one that fails holds up no other."""
    (rendering_id,) = ids
    operations.issue(rendering_id=rendering_id, at=clock.now())


@dramatiq.actor(max_retries=0, time_limit=LONGEST_LETTER.seconds * 1000)
def print_letter(ids: Sequence[int]) -> None:
    """Print one owed letter to a family."""
    (letter_id,) = ids
    operations.print_letter(letter_id=letter_id, at=clock.now())


@dramatiq.actor(max_retries=0, time_limit=LONGEST_FORECAST.seconds * 1000)
def make_forecast(ids: Sequence[int]) -> None:
    """Make one owed forecast."""
    (forecast_id,) = ids
    operations.make_forecast(forecast_id=forecast_id, at=clock.now())


@dramatiq.actor(max_retries=0, time_limit=LONGEST_ANSWER.seconds * 1000)
def answer_what_if(ids: Sequence[int]) -> None:
    """Answer one question what if."""
    (what_if_id,) = ids
    operations.answer_what_if(what_if_id=what_if_id, at=clock.now())


@dramatiq.actor(max_retries=0, time_limit=LONGEST_ACCRUAL.seconds * 1000)
def accrue_placements(ids: Sequence[int]) -> None:
    """Accrue what one fund manager asked for."""
    (accrual_id,) = ids
    operations.accrue_placements(accrual_id=accrual_id, at=clock.now())


@dramatiq.actor(max_retries=0, time_limit=LONGEST_ROLLOVER.seconds * 1000)
def roll_over(ids: Sequence[int]) -> None:
    """Promise one running placement the money of a later year."""
    (rollover_id,) = ids
    operations.roll_over(rollover_id=rollover_id, at=clock.now())
