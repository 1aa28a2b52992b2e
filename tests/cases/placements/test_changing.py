"""What a change to a placement waits for, or is warned of."""

from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client

from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases import operations
from panel.cases.document.placements import ChangePart, DonePart
from panel.cases.document.planning import PlanStepPart
from panel.cases.guarding import facts as guard_facts
from panel.cases.guarding import gates
from panel.cases.models import CostShare, PlacementChange, PlacementRequest, Urgency
from panel.cases.plan.steps import PlanStepKind
from panel.cases.stages import Stage
from panel.cases.vocabulary.placements import ChangeKind, TaskKind
from panel.chart import MoveRefused
from panel.sample.people import HEALTH
from tests.builders import (
    CHOSEN,
    DOCUMENT,
    FIRST_DAY,
    LOCAL,
    PLACED,
    a_person,
    a_request,
    withdraw,
)
from tests.decisions.changed import asked_to_change, send
from tests.stating import under

pytestmark = pytest.mark.django_db


def placed(**child: object) -> PlacementRequest:
    declaration, plan = DOCUMENT["declaration"], "ehc_plan"
    attached = [*declaration["attached"], *([plan] if "plan_stage" in child else [])]
    return a_request(
        Stage.PLACED,
        child={**DOCUMENT["child"], **child},
        declaration={**declaration, "attached": attached},
    )


def asked(
    placement_request: PlacementRequest,
    kind: ChangeKind = ChangeKind.RATE,
    *,
    applies_from: date = FIRST_DAY,
) -> PlacementRequest:
    last = date(2030, 7, 31) if kind is ChangeKind.EXTENSION else None
    return operations.ask_for_change(
        placement_request_id=placement_request.pk,
        change=ChangePart(
            kind=kind, reason="More hours.", applies_from=applies_from, ends_on=last
        ),
        by=a_person(Role.REFERRER),
        at=PLACED,
    )


def told(placement_request: PlacementRequest) -> bool:
    events = audit.history(f"placement {placement_request.reference}")
    return bool(events.get(kind="change_asked").payload["before_review"])


class TestAChangeAskedForAlready:
    @pytest.mark.parametrize("kind", [ChangeKind.RATE, ChangeKind.EXTENSION])
    def test_holds_back_every_other_until_it_is_withdrawn(self, kind: ChangeKind) -> None:
        placement_request = a_request(Stage.PLACED)
        first = asked(placement_request)

        with pytest.raises(operations.AlreadyLive, match=f"{first} .* or withdraw it"):
            asked(placement_request, kind)

        operations.restrict(
            placement_request_id=first.pk,
            named_ids=[],
            reason="A member of staff is the child’s aunt.",
            by=a_person(Role.CHAIR),
            at=PLACED,
        )
        unnamed = f"^Another request asks for a .* of {placement_request} already"
        with pytest.raises(operations.AlreadyLive, match=unnamed):
            asked(placement_request, kind)

        withdraw(first)
        assert asked(placement_request, kind).stage == Stage.DRAFT

    def test_of_another_placement_of_the_child_holds_back_its_kind_alone(self) -> None:
        here, elsewhere = a_request(Stage.PLACED), a_request(Stage.PLACED)
        PlacementRequest.objects.filter(pk=elsewhere.pk).update(child=here.child)
        asked(elsewhere)

        with pytest.raises(operations.AlreadyLive, match=f"of {elsewhere} already. A child has"):
            asked(here)

        assert asked(here, ChangeKind.EXTENSION).stage == Stage.DRAFT


class TestWhatAChangeAsksFor:
    @pytest.mark.parametrize(
        ("kind", "is_carried_over"),
        [(ChangeKind.RATE, True), (ChangeKind.SPLIT, True), (ChangeKind.PROVIDER, False)],
    )
    def test_is_no_more_than_what_it_changes(
        self, kind: ChangeKind, is_carried_over: bool
    ) -> None:
        begun = asked(a_request(Stage.PLACED), kind)

        facts = guard_facts.facts(begun, on=FIRST_DAY)

        needed = (facts.views_held, facts.enough_tried, facts.locals_compared)
        assert set(needed) == {is_carried_over}

    def test_is_all_again_where_the_child_is_to_go_elsewhere(self) -> None:
        begun = asked(a_request(Stage.PLACED))
        begun.options.update(provider="Elsewhere Hall")

        assert not guard_facts.facts(begun, on=FIRST_DAY).locals_compared


class TestAChangeThatChangesNothing:
    @pytest.mark.parametrize(
        ("kind", "said"),
        [
            (ChangeKind.RATE, "Nothing in it differs from what stands"),
            (ChangeKind.PROVIDER, "names the same: Alder Vale."),
        ],
    )
    def test_is_said_before_it_is_sent(self, kind: ChangeKind, said: str) -> None:
        begun = asked(a_request(Stage.PLACED), kind)

        assert said in [*gates.checks(begun, on=FIRST_DAY)][-1].detail

    def test_is_one_where_its_costs_differ_or_it_was_agreed_without_the_panel(self) -> None:
        placement_request = a_request(Stage.PLACED)
        begun = asked(placement_request)
        CostShare.objects.filter(cost_line__option__placement_request=begun).first().delete()
        assert [*gates.checks(begun, on=FIRST_DAY)][-1].passes

        withdraw(begun)
        Urgency.objects.create(
            placement_request=placement_request,
            reason="He has no bed.",
            needed_on=FIRST_DAY,
            taken_at=PLACED,
            taken_by=a_person(Role.COORDINATOR),
        )
        assert [*gates.checks(asked(placement_request), on=FIRST_DAY)][-1].passes


class TestWhatItBeginsWith:
    def test_is_open_to_those_alone_to_whom_the_placement_is(self) -> None:
        placement_request = a_request(Stage.PLACED)
        chair, colleague = a_person(Role.CHAIR), a_person(Role.REFERRER, HEALTH)
        operations.restrict(
            placement_request_id=placement_request.pk,
            named_ids=[colleague.pk],
            reason="A member of staff is the child’s aunt.",
            by=chair,
            at=PLACED,
        )

        begun = asked(placement_request)

        kept = begun.restrictions.get()
        assert {*kept.named.all()} == {chair, colleague, begun.started_by}
        assert kept.reason == "A member of staff is the child’s aunt."
        assert (
            audit.history(begun.reference).get(kind="restricted").by == begun.started_by.username
        )

    def test_is_kept_to_those_alone_to_whom_the_placement_is_later(self) -> None:
        placement_request = a_request(Stage.PLACED)
        begun, chair = asked(placement_request), a_person(Role.CHAIR)

        operations.restrict(
            placement_request_id=placement_request.pk,
            named_ids=[],
            reason="A member of staff is the child’s aunt.",
            by=chair,
            at=PLACED,
        )

        assert [*begun.restrictions.get().named.all()] == [chair]

    def test_is_what_costs_anything_from_then_on_until_its_own_end(self) -> None:
        (care,) = CHOSEN["cost_lines"]
        lines = [
            care | {"starts_on": f"{FIRST_DAY}", "ends_on": CHOSEN["ends_on"]},
            care | {"unit": "once"},
            care | {"description": "While he settles", "ends_on": "2026-10-31"},
            care | {"description": "At college", "starts_on": "2027-09-01"},
        ]
        placement_request = a_request(
            Stage.PLACED, options=[LOCAL, CHOSEN | {"cost_lines": lines}]
        )

        option = asked(
            placement_request, ChangeKind.EXTENSION, applies_from=date(2027, 6, 1)
        ).options.get()

        told = option.cost_lines.values_list("position", "description", "starts_on", "ends_on")
        assert [*told] == [(1, "", None, None), (2, "At college", date(2027, 9, 1), None)]
        assert option.ends_on == date(2030, 7, 31)


def test_no_change_is_asked_for_of_what_has_ended(client: Client) -> None:
    ended = a_request(Stage.ENDED)
    client.force_login(a_person(Role.REFERRER))

    with pytest.raises(MoveRefused, match="The placement has ended"):
        asked(ended)

    assert "The placement has ended." in client.get(f"/placements/{ended}/change/").text


class TestTheReviewsOfTheLaw:
    @pytest.mark.parametrize("child", [{"legal_status": "care_order"}, {"plan_stage": "issued"}])
    def test_come_first_where_the_rules_block(self, child: dict[str, str], client: Client) -> None:
        under("review", 'sequence = "block"')
        placement_request = placed(**child)
        client.force_login(a_person(Role.REFERRER))

        with pytest.raises(operations.ReviewFirst, match="since it started"):
            asked(placement_request)

        assert "since it started." in client.get(f"/placements/{placement_request}/").text

    def test_are_warned_of_otherwise_and_that_is_kept(self, client: Client) -> None:
        placement_request = placed(legal_status="care_order")
        client.force_login(a_person(Role.REFERRER))

        page = client.get(f"/placements/{placement_request}/change/")
        asked(placement_request)

        assert "No review of the looked-after child has been held" in page.text
        assert told(placement_request)

    def test_once_held_let_the_change_be_asked_for(self) -> None:
        under("review", 'sequence = "block"')
        placement_request = placed(legal_status="care_order", plan_stage="issued")
        review = placement_request.placement.tasks.get(kind=TaskKind.CARE_REVIEW)
        by = a_person(Role.COORDINATOR)
        done = DonePart(note="Held at the school.")
        operations.finish_task(task_id=review.pk, done=done, by=by, at=PLACED)
        held = PlanStepPart(kind=PlanStepKind.REVIEWED, happened_on=FIRST_DAY)
        operations.record_plan_step(
            placement_request_id=placement_request.pk, step=held, by=by, at=PLACED
        )

        assert asked(placement_request).stage == Stage.DRAFT
        assert not told(placement_request)

    def test_are_not_missed_of_a_child_who_has_none(self) -> None:
        under("review", 'sequence = "block"')

        assert asked(placed()).stage == Stage.DRAFT


class TestWhyAChangeIsAskedFor:
    def test_is_written_anew_until_the_request_is_sent(self, client: Client) -> None:
        change = asked_to_change(a_request(Stage.PLACED))
        client.force_login(a_person(Role.REFERRER))
        form = f"/cases/{change}/request/change/"
        assert form in client.get(f"/cases/{change}/request/").text
        assert form in client.get(f"/cases/{change}/request/check/").text
        assert "More hours.</textarea>" in client.get(form).text

        assert "Say why it shall change" in client.post(form, {"reason": ""}).text
        client.post(form, {"reason": "She needs more hours at night."})
        assert "She needs more hours at night." in client.get(f"/cases/{change}/").text

        client.force_login(a_person(Role.COORDINATOR))
        assert client.get(form).status_code == 403

        client.force_login(a_person(Role.REFERRER))
        send(change)
        assert client.post(form, {"reason": "Cheaper."}).status_code == 409
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            PlacementChange.objects.update(reason="Cheaper.")

    def test_is_all_of_it_that_may_change(self) -> None:
        asked_to_change(a_request(Stage.PLACED))

        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            PlacementChange.objects.update(applies_from=PLACED)

    def test_is_asked_of_no_new_placement(self, client: Client) -> None:
        client.force_login(a_person(Role.REFERRER))
        draft = a_request()

        assert client.get(f"/cases/{draft}/request/change/").status_code == 404
        assert "Why it shall change" not in client.get(f"/cases/{draft}/request/").text
