"""What a fund year is forecast to have left at its end, without and with one request."""

from dataclasses import dataclass
from datetime import datetime

from panel.money import Pence, in_pounds
from panel.pooledbudget.forecasts import queries as forecasts
from panel.pooledbudget.models import FundYear
from panel.presentation.formatting import day


@dataclass(frozen=True)
class Outlook:
    """How far the budget reaches by the newest forecast; below nought they don't."""

    made_at: datetime
    left_pence: Pence
    with_it_pence: Pence  # once the request is agreed, and no more only likely

    @property
    def sentence(self) -> str:
        """Say it, for below the money that is there today."""
        return (
            f"By the forecast of {day(self.made_at)}, {_left(self.left_pence)} at the end of the "
            f"year, and {_left(self.with_it_pence)} once this is agreed."
        )


def outlook(fund_year: FundYear, reference: str) -> Outlook | None:
    """Return the outlook of a year; None if it has no budget or no forecast knows the request.

    A request counts in a forecast by how likely it is. What it would take beyond that is the
    difference that agreeing it makes.
    """
    found = forecasts.newest(fund_year)
    variance = found.variance(fund_year.year) if found else None
    if found is None or found.forecast.made_at is None or variance is None:
        return None
    workings = [*found.forecast.workings.filter(year=fund_year.year, reference=reference)]
    if not workings:
        return None
    rest = sum(working.full_pence - working.counted_pence for working in workings)
    left = -variance.pence
    return Outlook(found.forecast.made_at, Pence(left), Pence(left - rest))


def _left(pence: Pence) -> str:
    if pence < 0:
        return f"{in_pounds(Pence(-pence))} is missing"
    return f"{in_pounds(pence)} is left"
