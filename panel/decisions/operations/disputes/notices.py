"""Telling those whom a dispute about who pays concerns; belongs to the move that causes it."""

from datetime import datetime

from panel import clock
from panel.agencies import queries as people
from panel.agencies.models import Role
from panel.cases.models import PlacementRequest
from panel.deadlines import operations as deadlines
from panel.deadlines.sign_in import sign_in
from panel.decisions.models import Dispute
from panel.decisions.placements import plans

MEANWHILE = (
    "The agencies disagree who pays. Until that is settled your agency does, without prejudice to "
    "what is settled."
)
OF_A_CHANGE = (
    "The agencies disagree who pays for a change of a placement. Your agency is the one that pays "
    "meanwhile, without prejudice to what is settled; but the change doesn’t begin before that. "
    "What it changes goes on until then, and is paid as it was agreed."
)


def tell_coordinators(
    dispute: Dispute, placement_request: PlacementRequest, *, at: datetime
) -> None:
    """Tell them that agencies disagree, and who has to settle it by when."""
    until = f", by {dispute.due_on:%-d %B %Y}" if dispute.due_on else ""
    coordinators = people.holders(
        Role.COORDINATOR, panel_id=placement_request.panel_id, on=clock.date_of(at)
    )
    deadlines.tell(
        coordinators,
        key=f"dispute/{dispute.pk}",
        subject=f"{placement_request.reference}: agencies disagree who pays",
        body=f"{dispute.refused.agency.name} doesn’t agree to its share. To be settled by "
        f"{dispute.who_settles}{until}. {sign_in('to read why, and to say who pays meanwhile')}",
        at=at,
    )


def tell_interim_funder(
    dispute: Dispute, placement_request: PlacementRequest, *, at: datetime
) -> None:
    """Tell the leads of the agency that pays meanwhile, if one is named."""
    funder = dispute.interim_funder
    if funder is None:
        return
    body = OF_A_CHANGE if placement_request.kind in plans.CHANGES else MEANWHILE
    leads = people.holders(
        Role.AGENCY_LEAD,
        panel_id=placement_request.panel_id,
        on=clock.date_of(at),
        agency_ids=[funder.pk],
    )
    deadlines.tell(
        leads,
        key=f"interim-funder/{dispute.pk}/{funder.pk}",
        subject=f"{placement_request.reference}: {funder.name} pays meanwhile",
        body=f"{body} {sign_in('to read why')}",
        at=at,
    )
