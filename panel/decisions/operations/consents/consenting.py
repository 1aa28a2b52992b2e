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
from panel.cases.stages import Stage
from panel.decisions import queries
from panel.decisions.consents import permitted
from panel.decisions.models import ExpenditureConsent
from panel.decisions.operations.disputes import interim
from panel.decisions.stages import DisputeStage
from panel.refusals import Refusal


class NothingOutside(Refusal):
    """Raised when somebody would consent where the rules permit every line."""


@transaction.atomic
def consent_to_expenditure(
    *, placement_request_id: int, agency_id: int, reason: str, by: Person, at: datetime
) -> ExpenditureConsent:
    """Consent for a partner to the lines that the rules don't permit; the first word stands.

    With the last consent to what is in dispute, the fund promises the money meanwhile.

    Raises:
        access.Refused: this person isn't a lead of the agency.
        chart.MoveRefused: the agencies neither approve it nor disagree who pays.
        NothingOutside: the rules permit every line of what was agreed.
    """
    placement_request = cases.locked(placement_request_id)
    held = access.of(by, on=clock.date_of(at))
    panel_id = placement_request.panel_id
    held.require(Permission.FUND_AGREE, panel_id=panel_id, agency_ids=[agency_id])
    is_disputed = placement_request.stage == Stage.DISPUTED
    placement_request.arrow("settle" if is_disputed else "approve")  # only in these two stages
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
        if is_disputed and not permitted.unconsented(decision):
            dispute = decision.disputes.get(stage=DisputeStage.OPEN)
            interim.promise(dispute, placement_request, by=by, at=at)
    return consent
