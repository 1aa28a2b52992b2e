"""Shares that one press approves: one agency's, or all where one approver does for every one."""

from collections.abc import Iterable, Sequence

from panel.decisions.models import ShareApproval
from panel.money import Pence, in_pounds
from panel.presentation.formatting import listed


def whose(shares: Sequence[ShareApproval]) -> str:
    """Name them: `Health’s share`, `the shares of Education and Health`."""
    names = sorted(share.agency.name for share in shares)
    return f"the shares of {listed(names)}" if len(names) > 1 else f"{names[0]}’s share"


def in_words(shares: Sequence[ShareApproval]) -> str:
    """Write what they come to: `£1,000.00 a week and £6,000.00 once`."""
    once = Pence(sum(share.once_pence for share in shares))
    asked = ((weekly(shares), "a week"), (once, "once"))
    told = [f"{in_pounds(pence)} {how}" for pence, how in asked if pence]
    return " and ".join(told) or f"{in_pounds(this_year(shares))} in the first year"


def weekly(shares: Iterable[ShareApproval]) -> Pence:
    """Return what they come to a week."""
    return Pence(sum(share.weekly_pence for share in shares))


def this_year(shares: Iterable[ShareApproval]) -> Pence:
    """Return what they come to in the placement's first financial year."""
    return Pence(sum(share.this_year_pence for share in shares))
