"""Opening a request again where what was decided on it lets that be."""

from datetime import datetime

from django.db import transaction

from panel.agencies.models import Person
from panel.cases import operations as cases
from panel.cases.models import PlacementRequest
from panel.cases.vocabulary import ReopeningGround
from panel.decisions.challenges import queries as challenge_queries
from panel.decisions.challenges.faults import NOT_OVERTURNED
from panel.decisions.models import AGREEING, Decision
from panel.decisions.outcomes.document import ReopeningPart
from panel.refusals import Refusal


class NotOverturned(Refusal):
    """Raised when a challenge shall open a request again, but none to its decision was right."""


class AgreedBefore(Refusal):
    """Raised when a request would be opened again that was withdrawn after the panel agreed it.

    What each agency was asked to pay stands with that decision; a new request asks anew.
    """


@transaction.atomic
def reopen(
    *, placement_request_id: int, reopening: ReopeningPart, by: Person, at: datetime
) -> PlacementRequest:
    """Open a request again; see `cases.reopen`, and raise what it does, for what happens then.

    Raises:
        NotOverturned: no challenge to the last decision was right.
        AgreedBefore: the panel had agreed it, and then it was withdrawn.
    """
    placement_request = cases.reopen(
        placement_request_id=placement_request_id,
        ground=reopening.ground,
        reason=reopening.reason,
        by=by,
        at=at,
    )
    last = Decision.objects.filter(placement_request=placement_request).order_by("-pk").first()
    if last is not None and last.outcome in AGREEING:
        raise AgreedBefore("The panel had agreed it before it was withdrawn. Start a new request.")
    is_challenged = reopening.ground is ReopeningGround.CHALLENGE
    if is_challenged and not challenge_queries.is_overturned(placement_request):
        raise NotOverturned(NOT_OVERTURNED)
    return placement_request
