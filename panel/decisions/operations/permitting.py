"""Each partner's written consent to spend on what the panel's rules don't permit the fund to."""

from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.audit import log
from panel.cases import operations as cases
from panel.cases import queries as requests
from panel.decisions import permitted, queries
from panel.decisions.expenditure import ExpenditureConsent
from panel.decisions.models import Decision
from panel.refusals import Refusal


class NotPermitted(Refusal):
    """Raised when money would go to what the fund isn't there for, without every consent."""


class NothingOutside(Refusal):
    """Raised when somebody would consent where the rules permit every line."""


@transaction.atomic
def consent_to_expenditure(
    *, placement_request_id: int, agency_id: int, reason: str, by: Person, at: datetime
) -> ExpenditureConsent:
    """Consent for a partner to the lines that the rules don't permit; the first word stands.

    Raises:
        access.Refused: this person isn't a lead of the agency.
        chart.MoveRefused: the request isn't waiting for approval.
        NothingOutside: the rules permit every line of what was agreed.
    """
    placement_request = cases.locked(placement_request_id)
    held = access.of(by, on=clock.date_of(at))
    panel_id = placement_request.panel_id
    held.require(Permission.FUND_AGREE, panel_id=panel_id, agency_ids=[agency_id])
    placement_request.arrow("approve")  # only while the agencies approve
    decision = queries.decisions_of(placement_request)[0]
    rules = requests.rules_for(placement_request, on=clock.date_of(at)).fund
    if not permitted.outside(decision, rules):
        raise NothingOutside("The panel’s rules permit all of it, so nobody has to consent.")
    consent, is_new = decision.expenditure_consents.get_or_create(
        agency_id=agency_id,
        defaults={"reason": reason, "given_at": at, "given_by": by.username},
    )
    if is_new:
        payload = {"agency": consent.agency.code}
        subject = placement_request.reference
        log.record(subject=subject, kind="expenditure_consented", by=by, at=at, payload=payload)
    return consent


def require_permitted(decision: Decision, *, at: datetime) -> None:
    """Raise `NotPermitted` unless every line is permitted, or every partner consented."""
    rules = requests.rules_for(decision.placement_request, on=clock.date_of(at)).fund
    if reasons := permitted.refusals(decision, rules):
        raise NotPermitted(*reasons)
