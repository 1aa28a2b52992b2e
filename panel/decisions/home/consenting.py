"""What waits for the consent of a lead's agency: money that its fund lacks, or isn't there for."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from panel import clock
from panel.agencies.access import Access
from panel.decisions.approvals import presenters as approvals
from panel.decisions.consents import permitted
from panel.decisions.home.work import SHOWN, Table, whom
from panel.decisions.models import ShareApproval
from panel.decisions.overspending import asked as over_asked
from panel.presentation.parts import Cell, Row

HEADINGS = ("Request", "Child", "Provider")
GOING_OVER = "Consent to going over the fund’s money"


def to_go_over(mine: QuerySet[ShareApproval], *, at: datetime) -> Sequence[Table]:
    """Return the table of decisions that go over the fund's money; none where nothing does."""
    on = clock.date_of(at)
    rows = approvals.rows(over_asked.asked(mine, on=on)[:SHOWN], on=on)
    return [Table(GOING_OVER, approvals.HEADINGS, rows, "")] if rows else []


def to_consent(access: Access, *, at: datetime) -> Sequence[Table]:
    """Return the table of what the fund isn't there for; none where nothing is."""
    rows = [
        Row(
            decision.placement_request.reference,
            (
                Cell(whom(decision.placement_request.child, at=at)),
                Cell(decision.option.provider if decision.option else ""),
            ),
            address=reverse("case-expenditure", args=[decision.placement_request]),
        )
        for decision in permitted.asked_of(access, on=clock.date_of(at))[:SHOWN]
    ]
    return [Table("Consent to what the fund isn’t there for", HEADINGS, rows, "")] if rows else []
