"""What waits for the consent of a lead's agency: money for what its fund isn't there for."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from panel import clock
from panel.agencies.access import Access
from panel.decisions import permitted
from panel.decisions.home.work import Table, whom
from panel.presentation.parts import Cell, Row

HEADINGS = ("Request", "Child", "Provider")


def to_consent(access: Access, *, at: datetime) -> Sequence[Table]:
    """Return the table of what waits for it; none where nothing does."""
    rows = [
        Row(
            decision.placement_request.reference,
            (
                Cell(whom(decision.placement_request.child, at=at)),
                Cell(decision.option.provider if decision.option else ""),
            ),
            address=reverse("case-expenditure", args=[decision.placement_request]),
        )
        for decision in permitted.asked_of(access, on=clock.date_of(at))
    ]
    return [Table("Consent to what the fund isn’t there for", HEADINGS, rows, "")] if rows else []
