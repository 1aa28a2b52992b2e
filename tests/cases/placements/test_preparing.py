"""What is owed before a placement starts, and afterwards where it couldn't wait."""

from datetime import date

import pytest

from panel.agencies.models import Role
from panel.cases import operations
from panel.cases.document.placements import DonePart, EarlyReviewPart, StartPart
from panel.cases.models import Placement, PlacementRequest
from panel.cases.placements import queries as placement_queries
from panel.cases.stages import Stage
from panel.cases.vocabulary.placements import ReviewAsker, TaskKind
from panel.chart import MoveRefused
from panel.deadlines import rules
from panel.deadlines.models import Clock, Outcome
from panel.decisions import operations as decisions
from tests.builders import (
    CHOSEN,
    FIRST_DAY,
    LOCAL,
    PLACED,
    a_person,
    a_request,
    draw_up,
    prepare,
    sign,
)
from tests.stating import under

pytestmark = pytest.mark.django_db
SOON = date(2026, 10, 19)
COUNCIL = "The director of children's services was told by letter."


def agreed(**changes: object) -> PlacementRequest:
    """Return an approved request whose agreement everybody has signed."""
    placement_request = a_request(Stage.APPROVED, **changes)
    draw_up(placement_request)
    sign(placement_request)
    return placement_request


def started(placement_request: PlacementRequest, *, in_emergency: bool = False) -> Placement:
    return decisions.start_placement(
        placement_request_id=placement_request.pk,
        start=StartPart(started_on=FIRST_DAY, in_emergency=in_emergency),
        by=a_person(Role.COORDINATOR),
        at=PLACED,
    )


def owed(placement_request: PlacementRequest) -> list[tuple[str, str]]:
    waiting = placement_request.placement.tasks.filter(done_at=None)
    return [(task.kind, task.title) for task in waiting.order_by("kind", "key")]


def test_the_agreement_brings_the_visits_the_notice_and_the_plan_the_rules_ask_for() -> None:
    placement_request = agreed()

    assert owed(placement_request) == [
        (TaskKind.HOST, "Tell the authority in whose area the child will live"),
        (TaskKind.PLAN, "Make the placement plan"),
        (TaskKind.REGISTER, "Ask, with consent, whether they are on the dynamic support register"),
        (TaskKind.VISIT, "Visit Alder Vale: social worker"),
        (TaskKind.VISIT, "Visit Alder Vale: one other professional"),
    ]
    assert set(placement_request.placement.tasks.values_list("due_on", flat=True)) == {FIRST_DAY}


def test_nobody_else_is_told_of_a_place_in_the_area() -> None:
    local = CHOSEN | {"is_local": True}

    kinds = {kind for kind, _ in owed(agreed(options=[LOCAL, local]))}

    assert kinds == {TaskKind.VISIT, TaskKind.PLAN, TaskKind.REGISTER}


def test_a_day_school_needs_its_visits_only() -> None:
    by_day = CHOSEN | {"setting": "independent_day"}
    needs = [{"code": "HI"}]  # no need for which the support register is kept

    kinds = {kind for kind, _ in owed(agreed(options=[LOCAL, by_day], needs=needs))}

    assert kinds == {TaskKind.VISIT}


def test_the_register_is_asked_about_only_where_the_rules_say_so() -> None:
    under("clocks", "support_register = false")

    assert TaskKind.REGISTER not in {kind for kind, _ in owed(agreed())}


@pytest.mark.parametrize(
    ("asker", "prompted"), [(ReviewAsker.PROVIDER, True), (ReviewAsker.FAMILY, False)]
)
def test_a_provider_s_concern_prompts_a_look_at_the_register(
    asker: ReviewAsker, prompted: bool
) -> None:
    placement_request = a_request(Stage.PLACED)

    operations.ask_for_early_review(
        placement_request_id=placement_request.pk,
        early=EarlyReviewPart(asked_for_by=asker, reason="He hits out.", wanted_by=SOON),
        by=a_person(Role.REFERRER),
        at=PLACED,
    )

    look = placement_request.placement.tasks.filter(
        kind=TaskKind.REGISTER, key__startswith="early/", due_on=SOON
    )
    assert look.exists() is prompted


def test_a_later_agreement_moves_what_still_waits_to_its_own_first_day() -> None:
    placement_request = agreed()
    later = date(2026, 11, 2)

    draw_up(placement_request, starts_on=later)

    tasks = placement_request.placement.tasks.exclude(kind=TaskKind.REGISTER)
    assert set(tasks.values_list("due_on", flat=True)) == {later}
    assert tasks.count() == 4


class TestStart:
    def test_waits_for_the_visits_and_the_notice_and_says_both(self) -> None:
        with pytest.raises(MoveRefused) as refused:
            started(agreed())

        assert "want a visit before it starts" in str(refused.value)
        assert "must be told before it starts" in str(refused.value)

    def test_waits_no_longer_once_they_are_done(self) -> None:
        placement_request = agreed()
        prepare(placement_request)

        started(placement_request)

        assert (
            placement_queries.clocks_of(placement_request.placement)
            .filter(rule_id=rules.HOST_AUTHORITY)
            .count()
            == 0
        )

    def test_in_an_emergency_the_host_is_told_within_five_working_days(self) -> None:
        placement_request = agreed()
        placement = started(placement_request, in_emergency=True)
        notice = placement.tasks.get(kind=TaskKind.HOST)

        assert notice.due_on == date(2026, 10, 12)
        operations.finish_task(
            task_id=notice.pk,
            done=DonePart(note=COUNCIL, done_on=FIRST_DAY),
            by=a_person(Role.COORDINATOR),
            at=PLACED,
        )
        clock = Clock.objects.get(
            subject=placement_request.reference, rule_id=rules.HOST_AUTHORITY
        )
        assert (clock.due_on, clock.outcome) == (date(2026, 10, 12), Outcome.MET)

    def test_the_placement_plan_may_be_made_five_working_days_afterwards(self) -> None:
        placement_request = agreed()
        prepare(placement_request)

        placement = started(placement_request)

        plan = placement.tasks.get(kind=TaskKind.PLAN)
        assert (plan.due_on, plan.rule_id) == (date(2026, 10, 12), rules.PLACEMENT_PLAN)


class TestApproval:
    def test_lapses_with_the_school_year_and_says_so(self) -> None:
        placement_request = agreed()

        assert placement_request.placement.agreements.get().lapses_on == date(2027, 8, 31)

    def test_that_has_lapsed_starts_nothing(self) -> None:
        placement_request = agreed()
        prepare(placement_request)
        Placement.objects.update(decided_on=date(2025, 9, 21))

        with pytest.raises(MoveRefused, match="its approval has lapsed"):
            started(placement_request)
