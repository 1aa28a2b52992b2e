"""What the page of a year's end says, as plain values. Nothing here asks the database."""

from collections.abc import Iterable

from panel.money import Pence, in_pounds
from panel.pooledbudget.year_end.queries import Outcome
from panel.pooledbudget.year_end.settlement import Shares

HEADINGS = ("Partner", "Carried forward", "Into the risk reserve", "Given back", "Owed")


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
