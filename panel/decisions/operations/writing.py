"""Writing down what was decided, at a meeting or between two."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from panel.agencies.models import Person
from panel.cases.models import PlacementOption, PlacementRequest
from panel.decisions import departures
from panel.decisions.document import OutcomePart
from panel.decisions.models import AGREEING, Decision
from panel.decisions.operations.stating import Stating
from panel.refusals import Refusal


class WrongOption(Refusal):
    """Raised when an outcome agrees no option, or one that isn't on the request."""


def stating(
    placement_request: PlacementRequest, outcome: OutcomePart, *, is_quorate: bool
) -> Stating:
    """Return an outcome with the option it agrees and the advice it leaves.

    Raises:
        WrongOption: it agrees none of the request's options.
    """
    option = _agreed_option(placement_request, outcome)
    left = departures.noticed(placement_request, outcome.outcome, option)
    return Stating(placement_request, outcome, option, left, is_quorate)


def write(
    placement_request: PlacementRequest,
    stated: Stating,
    quorum: Mapping[str, Any],
    *,
    by: Person,
    at: datetime,
    **where: Any,
) -> Decision:
    """Write an outcome down for good. `where`: the `item` of a meeting, or the `urgency`."""
    outcome = stated.outcome
    return Decision.objects.create(
        placement_request=placement_request,
        option=stated.option,
        outcome=outcome.outcome,
        reasons=outcome.reasons,
        conditions=[condition.model_dump(mode="json") for condition in outcome.conditions],
        departures=list(stated.departures),
        departure_reason=outcome.departure_reason,
        equality_note=outcome.equality_note,
        split_reason=stated.split_reason,
        return_plan=stated.return_plan,
        deferral_reason=outcome.deferral_reason,
        late_signed_off_by_id=outcome.late_signed_off_by,
        quorum=quorum,
        decided_at=at,
        decided_by=by,
        **where,
    )


def _agreed_option(
    placement_request: PlacementRequest, outcome: OutcomePart
) -> PlacementOption | None:
    """Return the option that an outcome agrees, if it agrees one."""
    if outcome.outcome not in AGREEING:
        return None
    option = placement_request.options.filter(letter=outcome.option).first()
    if option is None:
        raise WrongOption("Say which of the options compared is agreed.")
    return option
