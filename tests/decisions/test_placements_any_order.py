"""Whatever is recorded of a placement and its changes, in whatever order: each stands where it
legally may, and none runs beside what it was to replace."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from panel.agencies import access
from panel.agencies.models import Role
from panel.cases import operations as cases
from panel.cases.document.placements import (
    ChangePart,
    DonePart,
    EndPart,
    MeasurePart,
    ReturnPart,
    ReviewPart,
    StartPart,
    SuspensionPart,
)
from panel.cases.models import Child, Placement, PlacementRequest
from panel.cases.placement_stages import RUNNING, PlacementStage
from panel.cases.placements import queries as placement_queries
from panel.cases.stages import OPEN, Stage
from panel.cases.vocabulary import ReopeningGround
from panel.cases.vocabulary.placements import (
    ChangeKind,
    EndReason,
    Progress,
    Recommendation,
    SuspensionReason,
)
from panel.decisions import operations
from panel.decisions.outcomes.document import ReopeningPart
from panel.decisions.proving import replay
from panel.parsing import Faulty
from panel.pooledbudget import holdings, proof
from panel.refusals import Refusal
from tests import builders
from tests.builders import AGENCIES, FIRST_DAY, PLACED, a_fund, a_person, a_request
from tests.decisions.changed import agree, send
from tests.rows import rows

pytestmark = pytest.mark.django_db
LATER = PLACED + timedelta(days=200)
DUE_BACK = datetime(2027, 7, 6, 9, tzinfo=UTC)  # eight weeks before the approval lapses
REFUSALS = (Refusal, access.Refused, Faulty)
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
Done = tuple[str, int, bool, int]


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


def ask(placement_request: PlacementRequest, on: date, is_so: bool) -> None:
    """Have the referrer ask for a higher rate, or for two years more."""
    kind = ChangeKind.RATE if is_so else ChangeKind.EXTENSION
    last = None if is_so else date(2030, 7, 31)
    cases.ask_for_change(
        placement_request_id=placement_request.pk,
        change=ChangePart(kind=kind, reason="More hours.", applies_from=on, ends_on=last),
        by=a_person(Role.REFERRER),
        at=LATER,
    )


def take_on(placement_request: PlacementRequest) -> None:
    """Have a request agreed, funded, signed and prepared for."""
    if placement_request.stage == Stage.DRAFT:
        send(placement_request)
    agree(placement_request)
    builders.approve(placement_request, *AGENCIES)
    first = placement_request.options.get(letter="A").starts_on
    builders.draw_up(placement_request, starts_on=first)
    builders.sign(placement_request)
    builders.prepare(placement_request)


def give_up(placement_request: PlacementRequest) -> None:
    """Have a request withdrawn once it is sent."""
    if placement_request.stage == Stage.DRAFT:
        send(placement_request)
    builders.withdraw(placement_request)


def reopen(placement_request: PlacementRequest) -> None:
    """Open the first request of the child again that was withdrawn."""
    withdrawn = placement_request.child.requests.filter(stage=Stage.WITHDRAWN).order_by("pk")
    operations.reopen(
        placement_request_id=(withdrawn.first() or placement_request).pk,
        reopening=ReopeningPart(ground=ReopeningGround.EVIDENCE, reason="A new assessment."),
        by=a_person(Role.COORDINATOR),
        at=LATER,
    )


def finish_a_step(placement_request: PlacementRequest) -> None:
    """Say of the step due last, the one back to the panel as a rule, that it is done."""
    task = placement_request.placement.tasks.last()
    if task is not None:
        done, by = DonePart(note="It was done."), a_person(Role.COORDINATOR)
        cases.finish_task(task_id=task.pk, done=done, by=by, at=LATER)


#: What is done whatever the day.
DEEDS: dict[str, Callable[[PlacementRequest], object]] = {
    "sign": builders.sign,
    "draw_up": builders.draw_up,
    "prepare": builders.prepare,
    "finish_a_step": finish_a_step,
    "represent": lambda _: cases.represent_placements(at=DUE_BACK),
    "take_on": take_on,
    "give_up": give_up,
    "reopen": reopen,
}
#: What was done before: by chance alone a change would seldom get so far.
ASKED = ("ask", 28, True, 0)
BEFORE = [(), (ASKED, ("give_up", 0, True, -1)), (ASKED, ("take_on", 0, True, -1))]
NAMES = [*asked(FIRST_DAY, True), *DEEDS, *["ask", "start", "reopen"] * 2]
ACTS = st.tuples(
    st.sampled_from(NAMES), st.integers(-2, 210), st.booleans(), st.sampled_from([0, -1])
)


def perform(placement_request: PlacementRequest, name: str, day: int, is_so: bool) -> None:
    """Do one thing, all of it or nothing."""
    on = FIRST_DAY + timedelta(days=day)
    with suppress(ObjectDoesNotExist), transaction.atomic():
        if name in DEEDS:
            DEEDS[name](placement_request)
        elif name == "ask":
            ask(placement_request, on, is_so)
        else:
            act, what = asked(on, is_so)[name]
            by = a_person(Role.COORDINATOR)
            act(placement_request_id=placement_request.pk, by=by, at=LATER, **what)


@settings(
    max_examples=10,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    begun=st.sampled_from([Stage.APPROVED, Stage.PLACED]),
    done=st.sampled_from(BEFORE),
    acts=st.lists(ACTS, min_size=3, max_size=7),
)
def test_any_order_leaves_legal_placements_and_a_refusal_leaves_no_trace(
    begun: Stage, done: Sequence[Done], acts: list[Done]
) -> None:
    with transaction.atomic():
        child = a_request(begun).child
        if begun is Stage.APPROVED:
            builders.draw_up(child.requests.get())
        before = rows()
        for name, day, is_so, which in [*done, *acts]:
            try:
                perform([*child.requests.order_by("pk")][which], name, day, is_so)
            except REFUSALS:
                assert rows() == before
            else:
                before = rows()
            for placement in Placement.objects.filter(placement_request__child=child):
                require_legal(placement.placement_request)
            require_one_at_a_time(child)
        assert proof.faults(a_fund().fund) == []
        assert list(replay.faults()) == []
        transaction.set_rollback(True)


def require_one_at_a_time(child: Child) -> None:
    """Assert that one change at most is to follow a placement, and that none runs beside it."""
    placements = Placement.objects.filter(placement_request__child=child)
    assert placements.filter(stage__in=RUNNING).count() <= 1
    following = [
        one.follows_id
        for one in placements.exclude(follows=None)
        if one.stage != PlacementStage.ENDED or one.started_on
    ]
    assert len(following) == len({*following})
    waiting = child.requests.filter(stage__in=[*OPEN, Stage.APPROVED]).exclude(change_asked=None)
    assert waiting.count() <= 1


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
