"""
A placement's last invoice: once it is in, what is still promised for it goes back to the pot.

What is delivered and never invoiced, and what a credit note takes back after the end, would else
stay promised for good, and keep the year from being settled.
"""

from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.audit import log
from panel.cases import operations as cases
from panel.cases.models import Placement
from panel.cases.placement_stages import PlacementStage
from panel.decisions.operations.settling import settle
from panel.pooledbudget import finishing
from panel.pooledbudget import operations as fund
from panel.pooledbudget import queries as funds
from panel.refusals import Refusal


class StillRuns(Refusal):
    """Raised when a placement's last invoice shall be in, and it hasn't ended."""


class NoLastInvoice(Refusal):
    """Raised when one more invoice shall come, and nobody has said that the last is in."""


@transaction.atomic
def record_last_invoice(*, placement_request_id: int, by: Person, at: datetime) -> Placement:
    """
    Give back what an ended placement still holds, for nobody will invoice it.

    What credit notes take back from now on goes back at once. Pressing again gives back what it
    has come to hold since.

    Raises:
        access.Refused: this person doesn't post to the panel's fund.
        StillRuns: it hasn't ended.
    """
    placement = _locked(placement_request_id, by=by, at=at)
    if placement.stage != PlacementStage.ENDED:
        raise StillRuns("The placement hasn’t ended, so more may be invoiced for it.")
    reference = placement.placement_request.reference
    if not finishing.is_finished(reference):
        log.record(subject=reference, kind=finishing.LAST_IN, by=by, at=at)
    posted = funds.entries_for(reference).count()
    fund.release(about=reference, key=f"{reference}/last invoice/{posted}", by=by, at=at)
    return placement


@transaction.atomic
def expect_invoice(*, placement_request_id: int, by: Person, at: datetime) -> Placement:
    """
    Promise again what a placement's days cost beyond what was invoiced: one more comes after all.

    A year that is short or closed takes nothing: that is an event on the request.

    Raises:
        access.Refused: this person doesn't post to the panel's fund.
        NoLastInvoice: nobody has said that the last one is in.
    """
    placement = _locked(placement_request_id, by=by, at=at)
    reference = placement.placement_request.reference
    if not finishing.is_finished(reference):
        raise NoLastInvoice("Nobody has said that the last invoice is in.")
    log.record(subject=reference, kind=finishing.MORE_COMES, by=by, at=at)
    settle(placement, by=by, at=at)
    return placement


def _locked(placement_request_id: int, *, by: Person, at: datetime) -> Placement:
    """Lock the request, check who asks, and return its placement."""
    placement_request = cases.locked(placement_request_id)
    held = access.of(by, on=clock.date_of(at))
    held.require(Permission.FUND_POST, panel_id=placement_request.panel_id)
    placements = Placement.objects.select_related("option")
    placement = placements.get(placement_request=placement_request)
    placement.placement_request = placement_request
    return placement
