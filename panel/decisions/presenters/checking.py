"""What is checked before a share may be approved, with the figures used."""

from collections.abc import Sequence
from dataclasses import dataclass

from panel.decisions.models import ShareApproval
from panel.decisions.presenters.approvals import cost
from panel.decisions.queries import Headroom
from panel.money import Pence, in_pounds
from panel.presentation.parts import Check


@dataclass(frozen=True)
class Standpoint:
    """What the approval's rules say about one lead: see `authority`."""

    limit_pence: Pence  # a week
    clash: str  # a sentence; empty when there is none


def checks(
    approval: ShareApproval, standpoint: Standpoint, headroom: Headroom | None
) -> tuple[Check, ...]:
    """Return what is checked before the share may be approved, with the figures used."""
    return (
        _within_limit(approval, standpoint.limit_pence),
        Check(
            standpoint.clash or "You did not make, advise on or chair this request",
            not standpoint.clash,
        ),
        _enough(headroom),
        _unchanged(approval),
    )


def _within_limit(approval: ShareApproval, limit: Pence) -> Check:
    over = Pence(approval.weekly_pence - limit)
    figures = f"{in_pounds(Pence(approval.weekly_pence))} of {in_pounds(limit)} a week"
    if over > 0:
        return Check(f"{in_pounds(over)} over your weekly limit", False, figures)
    return Check("Inside your weekly limit", True, figures)


def _enough(headroom: Headroom | None) -> Check:
    if headroom is None:
        return Check("The panel has no fund open for the year it starts in", False)
    year = f"{headroom.fund_year.fund}, {headroom.fund_year.span}"
    if headroom.is_enough:
        return Check("Enough money is left this year", True, year)
    short = in_pounds(Pence(-headroom.after_pence))
    return Check(f"{short} short: it needs a funding source decision", False, year)


def _unchanged(approval: ShareApproval) -> Check:
    now = cost(approval.decision).period_by_agency().get(approval.agency.code, 0)
    if now == approval.this_year_pence:
        return Check("The cost is what the panel decided", True)
    return Check("The cost has changed since the panel decided", False, in_pounds(Pence(now)))


def ways_out(checks: Sequence[Check], approval: ShareApproval) -> list[str]:
    """Return, for each check that failed, who can take it further."""
    within, clear, enough, unchanged = checks
    ways = (
        (within, f"A lead of {approval.agency} with a higher limit has to approve it."),
        (clear, f"Another lead of {approval.agency} has to approve it."),
        (enough, "Ask the fund manager where the money can come from. The need stands."),
        (unchanged, "Ask the coordinator to bring it back to the panel."),
    )
    return [way for check, way in ways if check.passes is False]
