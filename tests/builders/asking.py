"""A request up to its advice: drafted, sent, returned, taken back."""

from datetime import datetime
from typing import Any

from panel.agencies.models import Role
from panel.cases import operations as cases
from panel.cases.document import AdvicePart
from panel.cases.models import PlacementRequest
from panel.cases.vocabulary import AdviceOpinion
from panel.decisions import operations as decisions
from tests.builders.county import a_fund, a_panel, a_person
from tests.builders.moments import AGENCIES, MEETING_DAY, MONDAY_9AM
from tests.builders.papers import a_document, as_asked


def a_draft(**changes: Any) -> PlacementRequest:
    """Return a new request, not sent yet; `changes` are those of `a_document`."""
    a_fund()
    return cases.draft(
        panel_id=a_panel().pk,
        document=a_document(**(as_asked() | changes)),
        by=a_person(Role.REFERRER),
        at=MONDAY_9AM,
    )


def submit(placement_request: PlacementRequest) -> None:
    """Send it to the panel team."""
    cases.submit(
        placement_request_id=placement_request.pk, by=a_person(Role.REFERRER), at=MONDAY_9AM
    )


def send_back(placement_request: PlacementRequest) -> None:
    """Return it to the referrer."""
    cases.return_to_referrer(
        placement_request_id=placement_request.pk,
        question="Which school was tried before?",
        by=a_person(Role.COORDINATOR),
        at=MONDAY_9AM,
    )


def ask_for_advice(placement_request: PlacementRequest) -> None:
    """Ask every agency."""
    cases.ask_for_advice(
        placement_request_id=placement_request.pk, by=a_person(Role.COORDINATOR), at=MONDAY_9AM
    )


def give_advice(
    placement_request: PlacementRequest, *agencies: str, at: datetime = MONDAY_9AM
) -> None:
    """Have advisers answer for these agencies."""
    for code in agencies:
        cases.give_advice(
            placement_request_id=placement_request.pk,
            agency_code=code,
            advice=AdvicePart(opinion=AdviceOpinion.SUPPORTS, summary="It would meet the need."),
            by=a_person(Role.ADVISER, code),
            at=at,
        )


def make_ready(placement_request: PlacementRequest) -> None:
    """Have every agency advise, then mark it ready."""
    give_advice(placement_request, *AGENCIES)
    cases.mark_ready(
        placement_request_id=placement_request.pk, by=a_person(Role.COORDINATOR), at=MONDAY_9AM
    )


def withdraw(placement_request: PlacementRequest) -> None:
    """Have the referrer take it back."""
    decisions.withdraw(
        placement_request_id=placement_request.pk,
        reason="The family moved away.",
        by=a_person(Role.REFERRER),
        at=MEETING_DAY,
    )
