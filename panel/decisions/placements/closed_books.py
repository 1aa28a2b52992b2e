"""Money asked of a year whose books are closed; of a change it is said before time is spent on it.

Need is decided all the same; but no money of that year can be promised, whoever consents, so that
nobody approves a share of it. Reads.
"""

from panel.cases.models import PlacementRequest
from panel.cases.placements import queries as placement_queries
from panel.cases.presenters.notices import Notice
from panel.cases.stages import OPEN, Stage
from panel.decisions.models import Decision
from panel.pooledbudget import queries as funds
from panel.pooledbudget.models import FundYear
from panel.pooledbudget.year_end.queries import who_reopens
from panel.presentation import formatting
from panel.presentation.tones import Tone

TITLE = "The books are closed"


def before_asking(placement_request: PlacementRequest) -> Notice | None:
    """Say up to which day no change of a placement can be paid for; None if it can be from any."""
    closed = FundYear.objects.select_related("fund__host").filter(
        fund__panel=placement_request.panel_id,
        closed_at__isnull=False,
        ends_on__gte=placement_request.placement.started_on,
    )
    year = closed.order_by("-ends_on").first()
    if year is None:
        return None
    words = f"They are up to {formatting.day(year.ends_on)}. Ask for the change from a later day."
    return Notice(TITLE, f"{words} {who_reopens(year.fund)}", Tone.WARN)


def notice(placement_request: PlacementRequest) -> Notice | None:
    """Say of a change that its first day is in closed books; None of others."""
    change = placement_queries.change_asked(placement_request)
    if change is None or Stage(placement_request.stage) not in OPEN:
        return None
    option = placement_request.options.filter(is_recommended=True).first()
    first = (option and option.starts_on) or change.applies_from
    year = funds.year_of(panel_id=placement_request.panel_id, day=first)
    if year is None or year.closed_at is None:
        return None
    begins = f"This is to begin on {formatting.day(first)}."
    return Notice(TITLE, f"{begins} {why(year)} {way_out(year)}", Tone.WARN)


def why(fund_year: FundYear) -> str:
    """Say of a closed year why nothing of it can be paid for."""
    return (
        f"The books for {fund_year.span} are closed: no money of that year can be promised, "
        "whoever consents."
    )


def way_out(fund_year: FundYear) -> str:
    """Say what can be done instead."""
    return f"It needs a later first day, or open books. {who_reopens(fund_year.fund)}"


def refusal(decision: Decision) -> list[str]:
    """Return why no share of a decision is approved, in sentences; nothing where one may be."""
    option, placement_request = decision.agreed, decision.placement_request
    assert option.starts_on is not None, "An option is agreed with its dates."
    year = funds.year_of(panel_id=placement_request.panel_id, day=option.starts_on)
    is_asked = any(share.this_year_pence for share in decision.approvals.all())
    return [why(year), way_out(year)] if year and year.closed_at and is_asked else []
