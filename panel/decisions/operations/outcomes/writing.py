"""Writing down what was decided, at a meeting or between two."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from panel.agencies.models import Person
from panel.cases.models import PlacementRequest, Urgency
from panel.decisions.models import AGREEING, Decision
from panel.decisions.outcomes import statements
from panel.decisions.outcomes.document import OutcomePart
from panel.decisions.outcomes.statements import Stating
from panel.meetings.models import AgendaItem
from panel.refusals import Refusal


class WrongOption(Refusal):
    """Raised when an outcome agrees no option, or one that isn't on the request."""

    field = "option"


def stating(
    placement_request: PlacementRequest, outcome: OutcomePart, *, is_quorate: bool
) -> Stating:
    """Return an outcome with the option it agrees and the advice it leaves.

    Raises:
        WrongOption: it agrees none of the request's options.
    """
    stated = statements.of(placement_request, outcome, is_quorate=is_quorate)
    if stated.option is None and outcome.outcome in AGREEING:
        raise WrongOption("Say which of the options compared is agreed.")
    return stated


def write(
    placement_request: PlacementRequest,
    stated: Stating,
    quorum: Mapping[str, Any],
    *,
    item: AgendaItem | None = None,
    urgency: Urgency | None = None,
    lapses_on: date | None = None,
    by: Person,
    at: datetime,
) -> Decision:
    """Write an outcome down for good: of the item of a meeting, or of what couldn't wait for one.

    Args:
        lapses_on: the last day to endorse what is agreed in principle.
    """
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
        referred_to=outcome.referred_to.strip(),
        quorum=quorum,
        decided_at=at,
        decided_by=by,
        item=item,
        urgency=urgency,
        lapses_on=lapses_on,
    )
