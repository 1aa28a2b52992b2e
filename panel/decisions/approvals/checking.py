"""What is checked before a share may be approved, with the figures used."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from panel.decisions.approvals.presenters import is_last
from panel.decisions.approvals.sums import cost
from panel.decisions.models import ShareApproval
from panel.decisions.overspending.headroom import Headroom
from panel.decisions.placements import closed_books
from panel.decisions.urgent import emergency
from panel.money import Pence, in_pounds
from panel.presentation.parts import Check


@dataclass(frozen=True)
class Standpoint:
    """What the approval's rules say about one lead: see `authority`."""

    limits: str  # in words; empty when none is written down
    over: Sequence[str]  # a sentence for each limit that is passed
    clash: str  # a sentence; empty when there is none
    junior: Sequence[str]  # why somebody more senior has to approve; empty where nobody has to …
    awaited: Sequence[str]  # … of the others yet, where this isn't the last approval


class Checks(NamedTuple):
    """Everything that is checked, in the order in which the page tells it."""

    within: Check
    clear: Check
    senior: Check
    enough: Check
    unchanged: Check
    permitted: Check


def checks(
    approval: ShareApproval,
    standpoint: Standpoint,
    headroom: Headroom | None,
    unpermitted: Sequence[str],
    *,
    is_warned: bool,
) -> Checks:
    """Return what is checked before the share may be approved, with the figures used.

    Args:
        unpermitted: what `permitted.refusals` says.
        is_warned: the rules let what goes over the fund's money pass, with a warning.
    """
    return Checks(
        within=_within_limits(standpoint),
        clear=Check(
            standpoint.clash or "You did not make, advise on or chair this request",
            not standpoint.clash,
        ),
        senior=_senior(standpoint),
        enough=_enough(approval, headroom, is_warned=is_warned),
        unchanged=_unchanged(approval),
        permitted=_permitted(approval, unpermitted),
    )


def _within_limits(standpoint: Standpoint) -> Check:
    if standpoint.over:
        return Check("Over what you may approve", False, " ".join(standpoint.over))
    return Check("Inside what you may approve", True, f"Up to {standpoint.limits}")


def _senior(standpoint: Standpoint) -> Check:
    if standpoint.junior:
        return Check("Somebody more senior has to approve", False, " ".join(standpoint.junior))
    if standpoint.awaited:
        words = "Somebody more senior has yet to approve, of whichever agency"
        return Check(words, None, " ".join(standpoint.awaited))
    return Check("Those who approve are as senior as the rules ask", True)


def _enough(approval: ShareApproval, headroom: Headroom | None, *, is_warned: bool) -> Check:
    """Keep only the last approval waiting for the money: it is the one that commits."""
    otherwise = False if is_last(approval) else None
    if headroom is None:
        return Check("The panel has no fund open for the year it starts in", otherwise)
    year = f"{headroom.fund_year.fund}, {headroom.fund_year.span}"
    if headroom.is_closed:
        return Check(closed_books.why(headroom.fund_year), False)
    if headroom.is_enough:
        by_consent = headroom.let_over_pence > 0
        words = "Enough, with the consents to go over" if by_consent else "Enough money is left"
        return Check(f"{words} this year", True, year)
    short = in_pounds(Pence(-headroom.after_pence))
    if is_warned:
        return Check(f"{short} short: the rules let it pass with a warning", None, year)
    return Check(f"{short} short: it needs a funding source decision", otherwise, year)


def _unchanged(approval: ShareApproval) -> Check:
    now = cost(approval.decision).period_by_agency().get(approval.agency.code, 0)
    if now == approval.this_year_pence:
        return Check("The cost is what the panel decided", True)
    return Check("The cost has changed since the panel decided", False, in_pounds(Pence(now)))


def _permitted(approval: ShareApproval, unpermitted: Sequence[str]) -> Check:
    """Keep only the last approval waiting for the consents: it is the one that commits."""
    if not unpermitted:
        return Check("It is for what the fund pays for, or every partner has consented", True)
    words = "Every partner has to consent to what the fund isn’t there for"
    return Check(words, False if is_last(approval) else None, " ".join(unpermitted))


def ways_out(
    checks: Checks, approval: ShareApproval, headroom: Headroom | None, *, may_go_over: bool
) -> list[str]:
    """Return, for each check that failed, who can take it further."""
    money = "Ask the fund manager where the money can come from. The need stands."
    if may_go_over:
        money = "It can be approved once every agency that pays consents to going over."
    if headroom is not None and headroom.is_closed:
        money = closed_books.way_out(headroom.fund_year)
    leads_of = " or ".join(agency.name for agency in emergency.binders(approval))
    ways = (
        (checks.within, f"A lead of {leads_of} with a higher limit has to approve it."),
        (checks.clear, f"Another lead of {leads_of} has to approve it."),
        (checks.senior, f"A more senior lead of {leads_of} has to approve it."),
        (checks.enough, money),
        (checks.unchanged, "Ask the coordinator to bring it back to the panel."),
        (checks.permitted, "It can be approved once every partner has consented."),
    )
    return [way for check, way in ways if check.passes is False]
