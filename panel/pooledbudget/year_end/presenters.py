"""What the page of a year's end says, as plain values. Nothing here asks the database."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

from django.urls import reverse

from panel.money import Pence, in_pounds
from panel.pooledbudget.models import FundYear, YearSettlement
from panel.pooledbudget.year_end.holding import Holding
from panel.pooledbudget.year_end.queries import Outcome
from panel.pooledbudget.year_end.settlement import Shares
from panel.presentation.parts import Cell, Row

DONE = ("Carried forward", "Into the risk reserve", "Given back")
HELD = ("Request", "Reserved", "Promised and not invoiced")
HEADINGS = ("Partner", *DONE, "Owed")


def held(fund_year: FundYear, found: Iterable[Holding]) -> list[Row]:
    """Return the requests that hold money in a year, leading to where what is promised ends."""
    return [
        Row(
            one.about,
            (Cell(in_pounds(one.reserved_pence)), Cell(in_pounds(one.promised_pence))),
            address=_last_word(fund_year, one),
        )
        for one in found
    ]


def _last_word(fund_year: FundYear, one: Holding) -> str:
    if one.promised_pence:
        return reverse("placement-year-invoiced", args=[one.about, fund_year.pk])
    return f"{reverse('ledger')}?{urlencode({'year': fund_year.pk, 'about': one.about})}"


def late(found: Mapping[str, Pence]) -> list[str]:
    """Return a sentence for each partner that is late."""
    return [f"{in_pounds(pence)} of what {name} pays is late." for name, pence in found.items()]


def done(settled: Sequence[YearSettlement], names: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return each partner with what was done for it, and the sums. `names`: of agencies by code.

    Of a year that was settled again, where something came in after, it is all of it together.
    """
    parts = [Counter[str]() for _ in DONE]
    for one in settled:
        for part, found in zip(parts, (one.carried, one.reserved, one.returned), strict=True):
            part.update(found)
    partners = sorted(names.items(), key=lambda named: named[1])
    told = [(name, *_amounts(Pence(part[code]) for part in parts)) for code, name in partners]
    return [*told, ("Total", *_amounts(Pence(part.total()) for part in parts))]


def rows(outcome: Outcome) -> list[tuple[str, ...]]:
    """Return each partner with what settling would do for it."""
    return [
        (name, *_amounts(shares.get(agency_id, Pence(0)) for shares in _columns(outcome)))
        for agency_id, name in sorted(outcome.names.items(), key=lambda named: named[1])
    ]


def whole(outcome: Outcome) -> tuple[str, ...]:
    """Return the sums of all partners."""
    return ("Total", *_amounts(Pence(sum(shares.values())) for shares in _columns(outcome)))


def _columns(outcome: Outcome) -> tuple[Shares, ...]:
    return (outcome.carried, outcome.reserved, outcome.returned, outcome.owed)


def _amounts(found: Iterable[Pence]) -> tuple[str, ...]:
    return tuple(in_pounds(pence) for pence in found)
