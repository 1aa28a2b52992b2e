"""Whatever is recorded of a placement, in whatever order: it stands where it legally may."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from panel.agencies.models import Role
from panel.cases import operations as cases
from panel.cases import placement_queries
from panel.cases.document.placements import (
    EndPart,
    MeasurePart,
    ReturnPart,
    ReviewPart,
    StartPart,
    SuspensionPart,
)
from panel.cases.models import PlacementRequest
from panel.cases.placement_stages import PlacementStage
from panel.cases.placement_vocabulary import (
    EndReason,
    Progress,
    Recommendation,
    SuspensionReason,
)
from panel.cases.stages import Stage
from panel.chart import MoveRefused
from panel.decisions import operations, replay
from panel.pooledbudget import holdings, proof
from tests import builders
from tests.builders import FIRST_DAY, PLACED, a_fund, a_person, a_request
from tests.rows import rows

pytestmark = pytest.mark.django_db
LATER = PLACED + timedelta(days=200)
REFUSALS = (MoveRefused, cases.DayRefused, cases.NotMeasured)
OF_THE_REQUEST = {
    PlacementStage.AGREED: Stage.APPROVED,
    PlacementStage.SIGNED: Stage.APPROVED,
    PlacementStage.STARTED: Stage.PLACED,
    PlacementStage.SUSPENDED: Stage.PLACED,
    PlacementStage.ENDED: Stage.ENDED,
}
MEASURES = tuple(
    MeasurePart(outcome=outcome, progress=Progress.SAME)
    for outcome in builders.DOCUMENT["story"]["outcomes_sought"].splitlines()
)
Act = Callable[..., object]


def asked(on: date, is_so: bool) -> dict[str, tuple[Act, dict[str, Any]]]:
    """Return each operation, with what it is asked for a day and a yes or no."""
    return {
        "start": (
            operations.start_placement,
            {"start": StartPart(started_on=on, in_emergency=is_so)},
        ),
        "suspend": (
            operations.suspend_placement,
            {
                "suspension": SuspensionPart(
                    first_day=on, reason=SuspensionReason.HOME, is_paid=is_so
                )
            },
        ),
        "resume": (operations.resume_placement, {"back": ReturnPart(back_on=on)}),
        "end": (
            operations.end_placement,
            {"end": EndPart(ended_on=on if is_so else None, reason=EndReason.OTHER)},
        ),
        "review": (
            cases.record_review,
            {
                "review": ReviewPart(
                    held_on=on,
                    attendees="Sam Whitcombe, referrer",
                    child_views="It is all right.",
                    summary="Settled.",
                    recommendation=Recommendation.CONTINUE,
                    measures=MEASURES,
                )
            },
        ),
    }


ACTS = st.tuples(
    st.sampled_from(["start", "suspend", "resume", "end", "review", "sign", "draw_up", "prepare"]),
    st.integers(-2, 210),
    st.booleans(),
)


def perform(placement_request: PlacementRequest, name: str, day: int, is_so: bool) -> None:
    """Do one thing, as a coordinator would."""
    if name == "sign":
        builders.sign(placement_request)
        return
    if name == "draw_up":
        builders.draw_up(placement_request)
        return
    if name == "prepare":
        builders.prepare(placement_request)
        return
    act, what = asked(FIRST_DAY + timedelta(days=day), is_so)[name]
    by = a_person(Role.COORDINATOR)
    act(placement_request_id=placement_request.pk, by=by, at=LATER, **what)


@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=st.lists(ACTS, min_size=4, max_size=10))
def test_any_order_leaves_a_legal_placement_and_a_refusal_leaves_no_trace(
    acts: list[tuple[str, int, bool]],
) -> None:
    with transaction.atomic():
        placement_request = a_request(Stage.APPROVED)
        builders.draw_up(placement_request)
        for act in acts:
            before = rows()
            try:
                perform(placement_request, *act)
            except REFUSALS:
                assert rows() == before
            require_legal(PlacementRequest.objects.get(pk=placement_request.pk))
        transaction.set_rollback(True)


def require_legal(placement_request: PlacementRequest) -> None:
    """Assert everything that holds of a placement, whatever happened to it."""
    placement = placement_request.placement
    stage = PlacementStage(placement.stage)

    assert placement_request.stage == OF_THE_REQUEST[stage]
    is_away = placement.suspensions.filter(back_on=None).exists()
    assert not is_away or stage in (PlacementStage.SUSPENDED, PlacementStage.ENDED)
    assert is_away or stage is not PlacementStage.SUSPENDED
    if stage is PlacementStage.ENDED:
        assert not placement_queries.clocks_of(placement).exists()
    held = holdings.held(a_fund(), placement_request.reference)
    assert all(pence >= 0 for pence in held.values())
    assert proof.faults(a_fund().fund) == []
    assert list(replay.faults()) == []
