"""What a fund year is forecast to have left at its end, without and with one request."""

from dataclasses import dataclass
from datetime import datetime

from panel.money import WHOLE, BasisPoints, Pence, in_pounds
from panel.pooledbudget.forecasts import queries as forecasts
from panel.pooledbudget.models import FundYear
from panel.presentation.formatting import day, percent


@dataclass(frozen=True)
class Outlook:
    """How far the budget reaches by the newest forecast; below nought they don't."""

    made_at: datetime
    left_pence: Pence
    with_it_pence: Pence  # once the request is agreed, and no more only likely
    likelihood: BasisPoints  # by which it counts in what is left

    @property
    def sentence(self) -> str:
        """Say it, and what it counts, for below the money that is there today."""
        says = f"By the forecast of {day(self.made_at)}, {_ends(self.left_pence)}."
        if self.likelihood == WHOLE:
            return f"{says} That counts this request whole."
        return (
            f"{says} That counts {percent(self.likelihood)} of what this request costs, as likely "
            f"as it is; once it is agreed all of it counts, and {_ends(self.with_it_pence)}."
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
    of_it = found.forecast.workings.filter(year=fund_year.year, reference=reference).first()
    if of_it is None:
        return None
    left, rest = -variance.pence, of_it.full_pence - of_it.counted_pence
    return Outlook(
        found.forecast.made_at,
        Pence(left),
        Pence(left - rest),
        BasisPoints(of_it.likelihood_basis_points or WHOLE),
    )


def _ends(pence: Pence) -> str:
    if pence < 0:
        return f"the year ends {in_pounds(Pence(-pence))} over its budget"
    return f"the year ends with {in_pounds(pence)} of its budget left"
