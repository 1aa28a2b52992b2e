"""Telling those whom an urgent decision concerns; belongs to the move that causes it."""

from datetime import datetime

from panel import clock
from panel.agencies import queries as people
from panel.agencies.models import Role
from panel.cases.models import PlacementRequest, Urgency
from panel.deadlines import operations as deadlines
from panel.deadlines.sign_in import sign_in
from panel.decisions.urgent import emergency
from panel.meetings import places
from panel.meetings.models import Ratification
from panel.presentation.formatting import day


def tell_deciders(urgency: Urgency, *, at: datetime) -> None:
    """Tell those whom the panel's rules name that a request can't wait, and by when."""
    placement_request = urgency.placement_request
    role = emergency.decider(emergency.rules_about(placement_request).emergency)
    agencies = emergency.deciding_agencies(placement_request)
    deciders = people.holders(
        role,
        panel_id=placement_request.panel_id,
        on=clock.date_of(at),
        agency_ids=[agency.pk for agency in agencies] if role == Role.AGENCY_LEAD else None,
    )
    deadlines.tell(
        deciders,
        key=f"urgent/{urgency.pk}",
        subject=f"{placement_request.reference} can’t wait for a meeting",
        body=f"The place is needed on {day(urgency.needed_on)}. "
        f"{sign_in('to read why, and to decide it or leave it to a meeting')}",
        at=at,
    )


def tell_who_took_it(urgency: Urgency, *, at: datetime) -> None:
    """Tell whoever took it as urgent that it can wait."""
    deadlines.tell(
        [urgency.taken_by],
        key=f"can-wait/{urgency.pk}",
        subject=f"{urgency.placement_request.reference} is left to a meeting",
        body=f"It goes the ordinary way from here. {sign_in('to read why')}",
        at=at,
    )


def report_back(ratification: Ratification, *, at: datetime) -> None:
    """Tell everybody with a seat what was decided without them, where the rules ask for that."""
    placement_request = ratification.urgency.placement_request
    if not emergency.rules_about(placement_request).emergency.report_back:
        return
    held = placement_request.panel.appointments.filter(role__in=places.SEATED)
    on = clock.date_of(at)
    seated = {seat.person for seat in held.select_related("person") if seat.holds_on(on)}
    deadlines.tell(
        seated,
        key=f"decided-urgently/{ratification.pk}",
        subject=f"{placement_request.reference} was decided between meetings",
        body="It couldn’t wait. The panel is asked to ratify it. "
        f"{sign_in('to read why, and what was agreed')}",
        at=at,
    )


def tell_what_follows(ratification: Ratification, *, at: datetime) -> None:
    """Tell the coordinators and the referrer what has to happen because it isn't ratified."""
    placement_request: PlacementRequest = ratification.urgency.placement_request
    coordinators = people.holders(
        Role.COORDINATOR, panel_id=placement_request.panel_id, on=clock.date_of(at)
    )
    referrer = placement_request.submitted_by
    assert referrer is not None, "A request that was decided was submitted."
    deadlines.tell(
        {*coordinators, referrer},
        key=f"not-ratified/{ratification.pk}",
        subject=f"{placement_request.reference} is not ratified",
        body="The panel does not ratify what was decided between its meetings. What was paid "
        f"stays paid. What has to happen: {ratification.get_follow_up_display().lower()}. "
        f"{sign_in('to read why')}",
        at=at,
    )
