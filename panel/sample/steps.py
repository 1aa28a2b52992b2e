"""
Each step of a request's way, made by the sample person whose step it is.

Every function calls the operation that the page of that step calls, and nothing else writes.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from panel import clock
from panel.agencies.models import Panel, Role
from panel.cases import operations as cases
from panel.cases import queries as requests
from panel.cases.document import AdvicePart, RequestDocument
from panel.cases.document.urgency import UrgencyPart
from panel.cases.models import PlacementRequest
from panel.decisions import operations as decisions
from panel.decisions.consents import permitted
from panel.decisions.models import Channel, Decision
from panel.decisions.outcomes.document import OutcomePart, ToldPart, UrgentOutcomePart
from panel.meetings import operations as meetings
from panel.meetings import places
from panel.meetings.models import AgendaItem, Meeting
from panel.policies import queries as versions
from panel.sample import people
from panel.sample.completing import completed, stated
from panel.sample.document import PositionPart

PLACE = "County Hall, Northmere, and by video"
WHY_BEYOND = "Without it the placement can’t begin."  # what the fund isn’t there for


def draft(panel: Panel, document: RequestDocument, *, at: datetime) -> PlacementRequest:
    """Write a request down for its agency's referrer, and answer what the document leaves open."""
    referrer = people.one(Role.REFERRER, document.referring_agency)
    on = clock.date_of(at)
    complete = completed(document, versions.in_force(panel.pk, on=on).policy, on=on)
    return cases.draft(panel_id=panel.pk, document=complete, by=referrer, at=at)


def submit(placement_request: PlacementRequest, *, at: datetime) -> None:
    """Have the referrer send it to the panel team."""
    referrer = placement_request.started_by
    cases.submit(placement_request_id=placement_request.pk, by=referrer, at=at)


def ask_for_advice(placement_request: PlacementRequest, *, at: datetime) -> None:
    """Have the coordinator accept it and ask every agency."""
    cases.ask_for_advice(
        placement_request_id=placement_request.pk, by=people.one(Role.COORDINATOR), at=at
    )


def advise(
    placement_request: PlacementRequest, advice: Mapping[str, AdvicePart], *, at: datetime
) -> None:
    """Have each agency's adviser answer. `advice`: by agency code."""
    for agency_code, part in advice.items():
        cases.give_advice(
            placement_request_id=placement_request.pk,
            agency_code=agency_code,
            advice=part,
            by=people.one(Role.ADVISER, agency_code),
            at=at,
        )


def take_urgently(
    placement_request: PlacementRequest, urgency: UrgencyPart, *, at: datetime
) -> None:
    """Have the coordinator say why a request can't wait for a meeting."""
    decisions.take_urgently(
        placement_request_id=placement_request.pk,
        urgency=urgency,
        by=people.one(Role.COORDINATOR),
        at=at,
    )


def decide_urgently(
    placement_request: PlacementRequest, outcome: UrgentOutcomePart, *, at: datetime
) -> Decision:
    """Have the chair agree it between meetings."""
    return decisions.decide_urgently(
        placement_request_id=placement_request.pk,
        outcome=outcome,
        by=people.one(Role.CHAIR),
        at=at,
    )


def mark_ready(placement_request: PlacementRequest, *, at: datetime) -> None:
    """Have the coordinator call it ready for panel."""
    cases.mark_ready(
        placement_request_id=placement_request.pk, by=people.one(Role.COORDINATOR), at=at
    )


def plan(panel: Panel, *, starts_at: datetime, at: datetime) -> Meeting:
    """Have the coordinator plan a meeting."""
    return meetings.plan(
        panel_id=panel.pk,
        starts_at=starts_at,
        place=PLACE,
        by=people.one(Role.COORDINATOR),
        at=at,
    )


def put_on_agenda(
    meeting: Meeting, placement_request: PlacementRequest, *, at: datetime
) -> AgendaItem:
    """Have the coordinator list a request at the end of a meeting's agenda."""
    return decisions.list_request(
        meeting_id=meeting.pk,
        placement_request_id=placement_request.pk,
        by=people.one(Role.COORDINATOR),
        at=at,
    )


def send_papers(meeting: Meeting, *, at: datetime) -> None:
    """Have the coordinator send the papers out."""
    meetings.send_papers(meeting_id=meeting.pk, by=people.one(Role.COORDINATOR), at=at)


def give_positions(
    item: AgendaItem, positions: Mapping[str, PositionPart], *, at: datetime
) -> None:
    """Have each agency's member give a position. `positions`: by agency code."""
    for agency_code, position in positions.items():
        meetings.give_position(
            item_id=item.pk,
            view=position.view,
            reasons=position.reasons,
            by=people.one(Role.MEMBER, agency_code),
            at=at,
        )


def open_meeting(meeting: Meeting, *, at: datetime) -> None:
    """Have the coordinator open a meeting with everybody there who has a seat of their own."""
    away = people.VICE_CHAIR.username
    taken = places.of(meeting).items()
    meetings.start(
        meeting_id=meeting.pk,
        present_ids=[pk for pk, place in taken if place.person.username != away],
        by=people.one(Role.COORDINATOR),
        at=at,
    )


def consider(item: AgendaItem, *, at: datetime) -> None:
    """Have the chair open an item."""
    decisions.consider(item_id=item.pk, by=people.one(Role.CHAIR), at=at)


def decide(item: AgendaItem, outcome: OutcomePart, *, at: datetime) -> Decision:
    """Have the chair record what the panel decided, and state what it leaves open."""
    complete = stated(outcome, item.placement_request)
    return decisions.record_outcome(
        item_id=item.pk, outcome=complete, by=people.one(Role.CHAIR), at=at
    )


def tell(decision: Decision, *channels: Channel, at: datetime) -> None:
    """Have the coordinator tell the family, by these ways among those the rules ask for."""
    for telling in decision.tellings.filter(channel__in=channels):
        decisions.record_telling(
            telling_id=telling.pk,
            told=ToldPart(told_on=clock.date_of(at), note="Both parents, and the referrer."),
            by=people.one(Role.COORDINATOR),
            at=at,
        )


def close(meeting: Meeting, *, at: datetime) -> None:
    """Have the coordinator close a meeting."""
    meetings.close(meeting_id=meeting.pk, by=people.one(Role.COORDINATOR), at=at)


def approve(decision: Decision, *, agencies: Iterable[str] | None = None, at: datetime) -> None:
    """Have each paying agency's lead approve its share, or only those of the agencies named."""
    waiting = decision.approvals.select_related("agency").order_by("agency__code")
    if agencies is not None:
        waiting = waiting.filter(agency__code__in=list(agencies))
    consent(decision, at=at)
    for approval in waiting:
        lead = people.one(Role.AGENCY_LEAD, approval.agency.code)
        decisions.approve_share(approval_id=approval.pk, by=lead, at=at)


def consent(decision: Decision, *, at: datetime) -> None:
    """Have every partner consent to the lines that its rules don't permit, if there are any."""
    placement_request = decision.placement_request
    rules = requests.rules_for(placement_request, on=clock.date_of(at)).fund
    if not permitted.outside(decision, rules):
        return
    for agency in permitted.unconsented(decision):
        decisions.consent_to_expenditure(
            placement_request_id=placement_request.pk,
            agency_id=agency.pk,
            reason=WHY_BEYOND,
            by=people.one(Role.AGENCY_LEAD, agency.code),
            at=at,
        )


def refuse(decision: Decision, agency: str, reason: str, *, at: datetime) -> None:
    """Have a paying agency's lead refuse its share: who pays is in dispute from then."""
    approval = decision.approvals.get(agency__code=agency)
    lead = people.one(Role.AGENCY_LEAD, agency)
    decisions.refuse_share(approval_id=approval.pk, reason=reason, by=lead, at=at)
