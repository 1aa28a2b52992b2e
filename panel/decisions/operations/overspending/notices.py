"""Telling who has to consent to going over the fund's money, and who keeps the fund."""

from collections.abc import Iterable
from datetime import datetime

from panel import clock
from panel.agencies import queries as people
from panel.agencies.models import Role
from panel.cases.models import PlacementRequest
from panel.deadlines import operations as deadlines
from panel.deadlines.sign_in import sign_in
from panel.decisions.models import Overspend, ShareApproval
from panel.decisions.urgent import emergency
from panel.money import Pence, in_pounds


def ask(overspend: Overspend, shares: Iterable[ShareApproval], *, at: datetime) -> None:
    """Mail the leads for the shares whose agencies haven't consented yet."""
    placement_request = overspend.decision.placement_request
    binding = {pk for share in shares for pk in emergency.binding(share)}
    leads = people.holders(
        Role.AGENCY_LEAD,
        panel_id=placement_request.panel_id,
        on=clock.date_of(at),
        agency_ids=sorted(binding),
    )
    amount = in_pounds(Pence(overspend.amount_pence))
    deadlines.tell(
        leads,
        key=f"overspend/{overspend.pk}",
        subject=f"{placement_request.reference}: consent to going over is asked for",
        body=f"{amount} is missing for it. It can be approved once every agency that pays "
        f"consents to going over. {sign_in('to read why, and to consent')}",
        at=at,
    )


def tell_keepers(
    placement_request: PlacementRequest, *, key: str, what: str, why: str, at: datetime
) -> None:
    """Mail who keeps the fund what a request means for its money."""
    deadlines.tell(
        people.holders(
            Role.FUND_MANAGER, panel_id=placement_request.panel_id, on=clock.date_of(at)
        ),
        key=key,
        subject=f"{placement_request.reference}: {what}",
        body=f"{why} {sign_in('to see where the fund stands')}",
        at=at,
    )
