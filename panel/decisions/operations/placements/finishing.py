"""
A placement's last invoice, at all or for a year's days: what is still promised then goes back.

What is delivered and never invoiced, and what a credit note takes back after the end, would else
stay promised for good, and keep the year from being settled. Of a year that is over this can be
said while the placement runs: providers' bills seldom come to what days cost to the penny.
"""

from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.audit import log
from panel.cases import operations as cases
from panel.cases.models import Placement, PlacementRequest
from panel.cases.placement_stages import PlacementStage
from panel.decisions.operations.placements.settling import settle
from panel.pooledbudget import finishing
from panel.pooledbudget import operations as fund
from panel.pooledbudget import queries as funds
from panel.pooledbudget.models import FundYear
from panel.refusals import Refusal


class StillRuns(Refusal):
    """Raised when a placement's last invoice shall be in, and it hasn't ended."""


class YearRuns(Refusal):
    """Raised when nothing more shall be invoiced for a year that isn't over."""


class NothingLeft(Refusal):
    """Raised when nothing is promised for a year's days that nobody has invoiced."""


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
def record_year_invoiced(
    *, placement_request_id: int, fund_year: FundYear, reason: str, by: Person, at: datetime
) -> PlacementRequest:
    """
    Give back what a request holds of a year that is over, for nobody will invoice its days.

    What credit notes take back of that year's days from now on goes back at once. `reason` stands
    in the ledger. Pressing again gives back what the year has come to hold since.

    Raises:
        access.Refused: this person doesn't post to the panel's fund.
        YearRuns: the year isn't over.
        NothingLeft: there is nothing to give back, and never was.
        PeriodClosed: its books are closed.
    """
    placement_request = _locked_request(placement_request_id, by=by, at=at)
    if clock.date_of(at) <= fund_year.ends_on:
        raise YearRuns(f"{fund_year.span} isn’t over, so more may be invoiced for its days.")
    reference = placement_request.reference
    posted = funds.entries_for(reference).count()
    key = f"{reference}/year invoiced/{posted}"
    given_back = fund.release_year(
        fund_year=fund_year, about=reference, because=reason, key=key, by=by, at=at
    )
    if not finishing.is_finished_for(reference, fund_year.year):
        if given_back is None:
            raise NothingLeft(f"Nothing of it in {fund_year.span} waits to be invoiced.")
        payload = {"year": fund_year.year}
        kind = finishing.NO_MORE_FOR_YEAR
        log.record(subject=reference, kind=kind, by=by, at=at, payload=payload)
    return placement_request


@transaction.atomic
def expect_invoice(*, placement_request_id: int, by: Person, at: datetime) -> Placement:
    """
    Promise again what a placement's days cost beyond what was invoiced: one more comes after all.

    A year that is short or closed takes nothing: that is an event on the request.

    Raises:
        access.Refused: this person doesn't post to the panel's fund.
        NoLastInvoice: nobody has said that the last one is in, nor the last for a year.
    """
    placement = _locked(placement_request_id, by=by, at=at)
    reference = placement.placement_request.reference
    if not finishing.is_finished(reference) and not finishing.years_finished(reference):
        raise NoLastInvoice("Nobody has said that the last invoice is in.")
    log.record(subject=reference, kind=finishing.MORE_COMES, by=by, at=at)
    settle(placement, by=by, at=at)
    return placement


def _locked(placement_request_id: int, *, by: Person, at: datetime) -> Placement:
    """Lock the request, check who asks, and return its placement."""
    placement_request = _locked_request(placement_request_id, by=by, at=at)
    placements = Placement.objects.select_related("option")
    placement = placements.get(placement_request=placement_request)
    placement.placement_request = placement_request
    return placement


def _locked_request(placement_request_id: int, *, by: Person, at: datetime) -> PlacementRequest:
    placement_request = cases.locked(placement_request_id)
    held = access.of(by, on=clock.date_of(at))
    held.require(Permission.FUND_POST, panel_id=placement_request.panel_id)
    return placement_request
