"""What one request would cost in a year, as plain values: its days, its lines, its likelihood."""

from collections import Counter
from dataclasses import dataclass

from panel.cases.costs import costing
from panel.cases.costs.costing import Line, Period
from panel.decisions.placements.days_paid import stretches
from panel.money import WHOLE, BasisPoints, split
from panel.pooledbudget.forecasts.outturn import Key


@dataclass(frozen=True)
class Charge:
    """One cost line, and the kind of thing it pays for."""

    kind: str
    line: Line


@dataclass(frozen=True)
class Planned:
    """The days of one request's placement and what they charge.

    Attributes:
        standing: the stage of the request.
        unpaid: absences that the provider doesn't charge for.
        likelihood: how likely it is to be agreed; None once it has been.
        instead_of: the reference of the request whose placement would end when this one starts.
    """

    reference: str
    standing: str
    days: Period
    charges: tuple[Charge, ...]
    unpaid: tuple[Period, ...] = ()
    likelihood: BasisPoints | None = None
    instead_of: str = ""

    @property
    def is_approved(self) -> bool:
        """Whether the panel and all who pay have agreed."""
        return self.likelihood is None


def costs(planned: Planned, year: Period) -> Counter[Key]:
    """Return what the days of a request that fall in a year cost, in pence.

    The same pence that the ledger is asked for: each line is rounded once a year, and then split.
    """
    total: Counter[Key] = Counter()
    for placed, sign in stretches(planned.days, planned.unpaid):
        for charge in planned.charges:
            pence = costing.amount(charge.line, placed=placed, year=year)
            if not pence:
                continue
            for agency, part in split(pence, charge.line.shares or {"": WHOLE}).items():
                total[agency, charge.kind] += sign * part
    return total
