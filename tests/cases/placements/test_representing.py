"""Eight weeks before an approval lapses it goes back to the panel by itself."""

from datetime import UTC, date, datetime, timedelta

import pytest

from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases import operations
from panel.cases.document.placements import ChangePart
from panel.cases.models import PlacementChange
from panel.cases.stages import Stage
from panel.cases.vocabulary import RequestKind
from panel.cases.vocabulary.placements import ChangeKind, TaskKind
from panel.deadlines.models import Notice
from panel.pooledbudget import payees
from tests.builders import PLACED, a_person, a_request, withdraw
from tests.decisions.changed import asked_to_change, send

pytestmark = pytest.mark.django_db
EIGHT_WEEKS_BEFORE = datetime(2027, 7, 6, 9, tzinfo=UTC)  # of 31 August


def drafted(at: datetime = EIGHT_WEEKS_BEFORE) -> int:
    return sum(operations.represent_placements(at=at).values())


def test_an_extension_is_drafted_once_with_what_stands() -> None:
    placement_request = a_request(Stage.PLACED)

    assert [drafted(), drafted()] == [1, 0]

    asked = PlacementChange.objects.get().placement_request
    option = asked.options.get()
    assert (asked.kind, asked.stage) == (RequestKind.EXTENSION, Stage.DRAFT)
    assert asked.started_by == placement_request.started_by
    assert (f"{option.starts_on}", f"{option.ends_on}") == ("2027-09-01", "2028-07-31")
    assert "nobody had asked for more time" in asked.change_asked.reason
    assert audit.history(asked.reference).get(kind="started").by == ""
    before = placement_request.reference
    assert payees.same_placement([before]) == {before: {before, asked.reference}}

    withdraw(asked)
    assert drafted() == 0


def test_those_whose_step_it_is_are_told() -> None:
    a_request(Stage.PLACED)

    drafted()

    told = Notice.objects.filter(subject_line__endswith="an extension is drafted")
    names = {a_person(role).username for role in (Role.REFERRER, Role.COORDINATOR)}
    assert names <= set(told.values_list("recipient", flat=True))


def test_nothing_is_drafted_that_a_restriction_keeps_from_every_referrer() -> None:
    restricted = {"placement_request_id": a_request(Stage.PLACED).pk, "at": PLACED}
    restricted |= {"by": a_person(Role.CHAIR), "reason": "A member of staff is the aunt."}
    operations.restrict(named_ids=[], **restricted)
    assert drafted() == 0

    operations.lift_restriction(**restricted)
    referrer = a_person(Role.REFERRER)
    operations.restrict(named_ids=[referrer.pk], **restricted)

    assert drafted() == 1
    kept = PlacementChange.objects.get().placement_request.restrictions.get()
    assert {*kept.named.all()} == {a_person(Role.CHAIR), referrer}


def test_a_day_earlier_nothing_is_drafted() -> None:
    a_request(Stage.PLACED)

    assert drafted(EIGHT_WEEKS_BEFORE - timedelta(days=1)) == 0


def test_the_step_is_done_by_an_extension_that_is_sent_whoever_drafted_it() -> None:
    placement_request = a_request(Stage.PLACED)
    step = placement_request.placement.tasks.filter(kind=TaskKind.RENEWAL)
    by_hand = asked_to_change(placement_request, ChangeKind.EXTENSION, ends_on=date(2028, 7, 31))
    assert drafted() == 0

    withdraw(by_hand)
    assert drafted() == 1
    assert step.get().done_at is None

    by_itself = placement_request.placement.changes.last().placement_request
    send(by_itself)
    assert step.get().done_note == f"{by_itself} asks the panel for an extension."


def test_nothing_is_drafted_beside_another_change_until_that_is_over() -> None:
    change = ChangePart(kind=ChangeKind.RATE, reason="More hours.", applies_from=PLACED.date())
    asked = operations.ask_for_change(
        placement_request_id=a_request(Stage.PLACED).pk,
        change=change,
        by=a_person(Role.REFERRER),
        at=PLACED,
    )
    assert drafted() == 0

    withdraw(asked)

    assert drafted() == 1


def test_nothing_is_drafted_of_a_placement_that_has_ended() -> None:
    a_request(Stage.ENDED)

    assert drafted() == 0
