"""Telling who keeps the fund that a change pays for days which are invoiced already."""

from datetime import date, datetime

from panel.cases.models import Placement
from panel.decisions.operations.overspending import notices as over_notices
from panel.pooledbudget.invoices import queries as invoices
from panel.presentation import formatting


def tell_of_invoices(change: Placement, before: Placement, *, at: datetime) -> None:
    """Mail them once a change has started, if what it changes was invoiced for days since."""
    since, reference = change.started_on, change.placement_request.reference
    assert since is not None, "It has started."
    changed = before.placement_request.reference
    if asked := invoices.asked([changed], first=since, last=date.max):
        over_notices.tell_keepers(
            change.placement_request,
            key=f"taken over/{change.pk}",
            what="days that it pays for are invoiced already",
            why=f"It pays for the days from {formatting.day(since)}, and "
            f"{formatting.count(len(asked), 'invoice')} of {changed} asked for such. Void what "
            f"asks for them, or book a credit note, and book those days for {reference}.",
            at=at,
        )
