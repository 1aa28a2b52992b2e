"""Going over the fund's money for one decision, once a lead of every agency that pays consents."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies.models import Person
from panel.audit import log
from panel.cases import queries as requests
from panel.cases.models import PlacementRequest
from panel.decisions.consents import given
from panel.decisions.models import Overspend, ShareApproval
from panel.decisions.operations.approvals.leading import locked, require_lead
from panel.decisions.operations.overspending import notices as over_notices
from panel.decisions.overspending.asked import Short, short
from panel.decisions.overspending.headroom import headrooms_of
from panel.policies.schema.fund import Fund as FundRules
from panel.pooledbudget import operations as fund
from panel.refusals import Refusal


class NotOver(Refusal):
    """Raised when nothing has to be consented to, or not by an agency that doesn't pay."""


@transaction.atomic
def consent_to_overspend(*, approval_id: int, reason: str, by: Person, at: datetime) -> Overspend:
    """
    Consent for an agency to going over by what is missing: for this decision, and no other.

    By just that, as the money stands then: one penny more than the least that anybody consented to
    is refused when the last share is approved, and only then is the pot's floor lowered. The same
    again keeps the first word. Where each agency keeps its own pot, the one that lacks the money
    consents first.

    Raises:
        access.Refused: this person isn't a lead of the paying agency.
        chart.MoveRefused: the request isn't waiting for approval.
        NotOver: the fund has enough, or the panel's rules let it pass with a warning, or the
            agency pays nothing in that year.
        PeriodClosed: the books of the year are closed.
    """
    approval, placement_request = locked(approval_id)
    require_lead(approval, placement_request, by=by, at=at)
    placement_request.arrow("approve")  # only while the agencies approve
    rules = requests.rules_for(placement_request, on=clock.date_of(at)).fund
    found = _missing(approval, rules)
    overspend = found.begun or _begin(approval, found, by=by, at=at)
    given = {"reason": reason, "given_at": at, "given_by": by.username}
    consent, is_new = overspend.consents.get_or_create(
        agency=approval.agency, defaults={"amount_pence": found.lacking_pence, **given}
    )
    if is_new:
        payload = {"agency": approval.agency.code, "pence": consent.amount_pence}
        subject = placement_request.reference
        log.record(subject=subject, kind="overspend_consented", by=by, at=at, payload=payload)
    if not (awaited := replace(found, begun=overspend).awaited):
        _authorise(overspend, placement_request, by=by, at=at)
    elif found.begun is None:
        over_notices.ask(overspend, awaited, at=at)
    return overspend


def _missing(approval: ShareApproval, rules: FundRules) -> Short:
    """Return how much a decision is short, where its payers have to consent to that."""
    if rules.over_budget != "block":
        raise NotOver("The panel’s rules let it pass with a warning, so nobody has to consent.")
    found = short(approval, headrooms_of(approval.decision.approvals.all()))
    if found is None:
        raise NotOver("The fund has enough for it, so nobody has to consent.")
    if found.headroom.fund_year.closed_at is not None:
        raise fund.PeriodClosed(found.headroom.fund_year.year)
    if approval not in found.paying:
        raise NotOver(f"{approval.agency} pays nothing of it in that year, so isn’t asked.")
    return found


def _begin(approval: ShareApproval, found: Short, *, by: Person, at: datetime) -> Overspend:
    return Overspend.objects.create(
        decision=approval.decision,
        fund_year=found.headroom.fund_year,
        agency=approval.agency,
        amount_pence=found.lacking_pence,
        asked_at=at,
        asked_by=by.username,
    )


def _authorise(
    overspend: Overspend, placement_request: PlacementRequest, *, by: Person, at: datetime
) -> None:
    overspend.authorised_at, overspend.authorised_by = at, by.username
    overspend.save(update_fields=["authorised_at", "authorised_by"])
    reference = placement_request.reference
    payload = {"pence": overspend.consented_pence}
    log.record(subject=reference, kind="overspend_authorised", by=by, at=at, payload=payload)
    is_further = overspend.pk in given.further(overspend.decision.overspends.all())
    amount = given.by_how_much(overspend.consented_pence, is_further=is_further)
    over_notices.tell_keepers(
        placement_request,
        key=f"overspend_authorised/{overspend.pk}",
        what="going over the fund’s money is consented to",
        why=f"{overspend.fund_year} goes over by up to {amount} once its last share is approved.",
        at=at,
    )
