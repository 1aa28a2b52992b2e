"""Reviews of a placement, early ones, and the steps its owners are told of."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from panel.agencies import access
from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases import operations
from panel.cases.document import ContactPart, ContactsPart
from panel.cases.document.placements import (
    DonePart,
    EarlyReviewPart,
    MeasurePart,
    ReviewPart,
    SignaturePart,
    StartPart,
)
from panel.cases.models import (
    Placement,
    PlacementAgreement,
    PlacementRequest,
    PlacementReview,
    PlacementTask,
)
from panel.cases.placement_stages import PlacementStage
from panel.cases.placements import agreements
from panel.cases.placements import queries as placement_queries
from panel.cases.presenters import dates
from panel.cases.stages import Stage
from panel.cases.vocabulary.placements import Progress, Recommendation, ReviewAsker, TaskKind
from panel.cases.vocabulary.telling import Relation
from panel.chart import MoveRefused
from panel.deadlines import rules
from panel.deadlines.models import Clock, Notice, Outcome
from panel.decisions import operations as decisions
from tests.builders import (
    DOCUMENT,
    FIRST_DAY,
    PLACED,
    a_person,
    a_request,
    draw_up,
    sign,
)
from tests.stating import under

pytestmark = pytest.mark.django_db
REVIEW_DAY = datetime(2027, 1, 4, 10, tzinfo=UTC)
OUTCOMES = ("To learn with others every day.", "To come home at weekends.")


def a_review(**changes: Any) -> ReviewPart:
    """Return what a review found, but for the `changes`."""
    found = {
        "held_on": REVIEW_DAY.date(),
        "attendees": "Sam Whitcombe, referrer\nAda Vale, Alder Vale",
        "measures": tuple(
            MeasurePart(outcome=outcome, progress=Progress.BETTER) for outcome in OUTCOMES
        ),
        "child_views": "I like the pond.",
        "summary": "Settled, and sleeping well.",
        "recommendation": Recommendation.CONTINUE,
    }
    return ReviewPart(**(found | changes))


def reviewed(placement_request: PlacementRequest, **changes: Any) -> PlacementReview:
    """Have the referrer record a review."""
    return operations.record_review(
        placement_request_id=placement_request.pk,
        review=a_review(**changes),
        by=a_person(Role.REFERRER),
        at=REVIEW_DAY,
    )


def clock_of(placement_request: PlacementRequest, key: str) -> Clock:
    return Clock.objects.get(
        subject=placement_request.reference, rule_id=rules.PLACEMENT_REVIEW, key=key
    )


class TestLadder:
    def test_the_first_review_is_three_months_after_the_start(self):
        placement_request = a_request(Stage.PLACED)

        assert clock_of(placement_request, "1").due_on == date(2027, 1, 5)

    def test_the_next_is_six_months_later_out_of_the_area(self):
        placement_request = a_request(Stage.PLACED)

        review = reviewed(placement_request)

        assert review.number == 1
        assert review.measures.count() == 2
        assert clock_of(placement_request, "1").outcome == Outcome.MET
        assert clock_of(placement_request, "2").due_on == date(2027, 7, 4)

    def test_the_first_may_be_counted_from_the_decision(self):
        under("review", 'first_from = "decision"')

        placement_request = a_request(Stage.PLACED)

        assert clock_of(placement_request, "1").due_on == date(2026, 12, 21)

    @pytest.mark.parametrize(
        ("body", "owner"), [("panel", Role.COORDINATOR), ("agency", Role.REFERRER)]
    )
    def test_is_the_panels_or_the_agencys_as_the_rules_say(self, body: str, owner: Role):
        under("review", f'body = "{body}"')

        placement_request = a_request(Stage.PLACED)

        assert clock_of(placement_request, "1").owner_role == owner

    def test_an_early_one_has_a_clock_of_its_own_and_is_answered_by_the_review(self):
        placement_request = a_request(Stage.PLACED)
        early = operations.ask_for_early_review(
            placement_request_id=placement_request.pk,
            early=EarlyReviewPart(
                asked_for_by=ReviewAsker.FAMILY,
                reason="He is unhappy.",
                wanted_by=PLACED.date() + timedelta(days=14),
            ),
            by=a_person(Role.REFERRER),
            at=PLACED,
        )
        clock = clock_of(placement_request, f"early/{early.pk}")

        review = reviewed(placement_request)

        early.refresh_from_db()
        clock.refresh_from_db()
        assert clock.due_on == PLACED.date() + timedelta(days=14)
        assert early.review == review
        assert clock.outcome == Outcome.MISSED

    def test_asks_for_every_outcome_to_be_measured(self):
        placement_request = a_request(Stage.PLACED)

        with pytest.raises(operations.NotMeasured, match="2 are left out"):
            reviewed(placement_request, measures=())

    def test_refuses_a_day_that_does_not_fit_and_a_placement_that_does_not_run(self):
        placement_request = a_request(Stage.PLACED)
        with pytest.raises(operations.DayRefused, match="lies ahead"):
            reviewed(placement_request, held_on=REVIEW_DAY.date() + timedelta(days=1))
        with pytest.raises(operations.DayRefused, match="before its first day"):
            reviewed(placement_request, held_on=FIRST_DAY - timedelta(days=1))

        with pytest.raises(MoveRefused, match="Ended"):
            reviewed(a_request(Stage.ENDED))

    def test_is_not_for_another_agencys_referrer(self):
        placement_request = a_request(Stage.PLACED)

        with pytest.raises(access.Refused):
            operations.record_review(
                placement_request_id=placement_request.pk,
                review=a_review(),
                by=a_person(Role.REFERRER, "health"),
                at=REVIEW_DAY,
            )


class TestEmergency:
    def started(self, address: str = "4 Mill Lane", **terms: Any) -> Placement:
        carer = {"name": "Ida Zander", "relation": "mother", "address": address}
        placement_request = a_request(
            Stage.APPROVED, child=DOCUMENT["child"] | {"contacts": [carer]}
        )
        draw_up(placement_request, **terms)
        return self.start(placement_request)

    def start(self, placement_request: PlacementRequest) -> Placement:
        return decisions.start_placement(
            placement_request_id=placement_request.pk,
            start=StartPart(started_on=FIRST_DAY, in_emergency=True),
            by=a_person(Role.COORDINATOR),
            at=PLACED,
        )

    def test_starts_before_it_is_signed_and_gives_five_working_days_to_sign(self, client: Client):
        placement = self.started()

        clocks = placement_queries.clocks_of(placement)
        signing = clocks.get(rule_id=rules.AGREEMENT_SIGNATURE)
        assert placement.in_emergency
        assert signing.due_on == date(2026, 10, 12)
        client.force_login(a_person(Role.COORDINATOR))
        anew = client.get(f"/placements/{placement}/agreement/").text
        assert "What the panel approved is filled in" in anew
        assert "Say that it won’t start" not in anew

    def test_has_a_contract_that_says_where_the_child_lives(self):
        with pytest.raises(MoveRefused, match="states where the child lives"):
            self.started(address="")

    def test_starts_once_the_referrer_has_told_where_that_is(self):
        placement_request = a_request(Stage.APPROVED)
        draw_up(placement_request)
        with pytest.raises(MoveRefused, match="have the referrer give the address"):
            self.start(placement_request)

        home = ContactPart(name="Ida Zander", relation=Relation.MOTHER, address="4 Mill Lane")
        operations.tell_of_child(
            placement_request_id=placement_request.pk,
            part=ContactsPart(contacts=(home,)),
            by=a_person(Role.REFERRER),
            at=PLACED,
        )

        assert self.start(placement_request).in_emergency

    def test_has_one_that_needn_t_where_the_rules_ask_less_of_it(self):
        under("emergency", 'contract_fields = ["child", "parties", "rate"]')

        assert self.started(address="").in_emergency

    def test_the_last_signature_stops_the_clock(self):
        placement = self.started()
        draw_up(placement.placement_request)  # not signed yet, it can be written anew

        sign(placement.placement_request)

        signing = Clock.objects.get(rule_id=rules.AGREEMENT_SIGNATURE)
        placement.refresh_from_db()
        assert signing.outcome == Outcome.MET
        assert placement.stage == PlacementStage.STARTED

    @pytest.mark.parametrize("last", [date(2026, 10, 14), date(2026, 12, 31)])
    def test_an_agreement_written_anew_moves_the_step_back_to_the_panel(self, last: date):
        placement = self.started(ends_on=last, return_by=last)

        draw_up(placement.placement_request)
        draw_up(placement.placement_request)  # with the same end nothing moves

        step = placement.tasks.get(kind=TaskKind.RENEWAL)
        running = placement_queries.clocks_of(placement).get(rule_id=rules.PLACEMENT_RENEWAL)
        (card,) = dates.clock_cards([running], on=running.due_on)

        assert card.reasons[0].startswith("It is counted back from ")
        assert step.due_on == running.due_on == date(2027, 7, 6)
        assert step.opens_on < step.due_on
        assert placement.tasks.filter(kind=TaskKind.NOTIFY).exists()
        operations.finish_task(
            task_id=step.pk,
            done=DonePart(note="The end is planned."),
            by=a_person(Role.COORDINATOR),
            at=PLACED,
        )
        running.refresh_from_db()
        assert running.outcome == Outcome.MET

    def test_one_that_ends_sooner_drops_the_steps_of_a_longer_stay_until_it_is_longer_again(self):
        placement = self.started()
        request, last = placement.placement_request, date(2026, 10, 14)
        owed = {TaskKind.NOTIFY, TaskKind.CARE_STATUS, TaskKind.RENEWAL, TaskKind.TRANSITION}
        before_the_end = datetime(2027, 6, 8, 9, tzinfo=UTC)
        operations.open_tasks(at=before_the_end)
        told = Notice.objects.filter(subject_line__contains="Ask the panel for an extension")
        once = told.count()

        draw_up(request, ends_on=last, return_by=last)

        assert not owed & {task.kind for task in placement.tasks.all() if task.is_owed}
        running = placement_queries.clocks_of(placement).filter(
            rule_id__in=[rules.RES_01.id, rules.RES_02.id, rules.PLACEMENT_RENEWAL]
        )
        assert not running.exists()
        assert sum(operations.represent_placements(at=before_the_end).values()) == 0
        notify = placement.tasks.get(kind=TaskKind.NOTIFY)
        done = {"done": DonePart(note="Told."), "by": a_person(Role.COORDINATOR), "at": PLACED}
        with pytest.raises(operations.NotOwed):
            operations.finish_task(task_id=notify.pk, **done)

        draw_up(request)
        operations.open_tasks(at=before_the_end)

        assert owed <= {task.kind for task in placement.tasks.all() if task.is_owed}
        assert running.get(rule_id=rules.PLACEMENT_RENEWAL).due_on == date(2027, 7, 6)
        assert told.count() == 2 * once > 0
        operations.finish_task(task_id=notify.pk, **done)
        assert not running.filter(rule_id=rules.RES_01.id).exists()

    def test_otherwise_it_waits_for_the_signatures(self):
        placement_request = a_request(Stage.APPROVED)
        draw_up(placement_request)

        with pytest.raises(MoveRefused, match="Everybody must sign"):
            decisions.start_placement(
                placement_request_id=placement_request.pk,
                start=StartPart(started_on=FIRST_DAY),
                by=a_person(Role.COORDINATOR),
                at=PLACED,
            )

    def test_out_of_the_area_it_waits_for_the_plan_to_return(self, client: Client):
        placement_request = a_request(Stage.APPROVED)
        draw_up(placement_request, return_plan="", return_by=None)
        sign(placement_request)
        client.force_login(a_person(Role.COORDINATOR))

        assert "Owed before it starts" in client.get(f"/placements/{placement_request}/").text
        approved = client.get(f"/placements/{placement_request}/agreement/").text
        assert "Back to Northmere Park at sixteen." in approved
        with pytest.raises(MoveRefused, match="how and by when the child comes back"):
            decisions.start_placement(
                placement_request_id=placement_request.pk,
                start=StartPart(started_on=FIRST_DAY),
                by=a_person(Role.COORDINATOR),
                at=PLACED,
            )


class TestSigning:
    def test_a_later_agreement_takes_the_place_of_a_signed_one_and_is_signed_again(self):
        placement_request = a_request(Stage.APPROVED)
        draw_up(placement_request)
        sign(placement_request)
        before = placement_request.placement.agreements.get()

        draw_up(placement_request, notice_weeks=6)

        placement = Placement.objects.get()
        latest = agreements.in_force(placement)
        assert placement.stage == PlacementStage.AGREED
        assert (latest.version, latest.supersedes) == (2, before)

    def test_what_was_agreed_for_the_child_with_the_same_provider_is_filled_in(
        self, client: Client
    ):
        before, anew = a_request(Stage.APPROVED), a_request(Stage.APPROVED)
        draw_up(before, notice_weeks=26)
        client.force_login(a_person(Role.COORDINATOR))
        address = f"/placements/{anew}/agreement/"
        assert 'value="26"' not in client.get(address).text  # of another child

        PlacementRequest.objects.filter(pk=anew.pk).update(child=before.child)

        assert 'value="26"' in client.get(address).text

    def test_nobody_signs_twice_or_an_agreement_that_is_replaced(self):
        placement_request = a_request(Stage.APPROVED)
        draw_up(placement_request)
        sign(placement_request)
        signatory = placement_request.placement.agreements.get().signatories.first()
        asked = {
            "signatory_id": signatory.pk,
            "signature": SignaturePart(signed_on=FIRST_DAY),
            "by": a_person(Role.COORDINATOR),
            "at": PLACED,
        }

        with pytest.raises(operations.AlreadySigned):
            operations.record_signature(**asked)
        draw_up(placement_request)
        with pytest.raises(operations.AgreementReplaced):
            operations.record_signature(**asked)


class TestSteps:
    def test_owners_are_told_once_when_a_step_begins(self):
        placement_request = a_request(Stage.PLACED)
        reference = placement_request.reference

        first = operations.open_tasks(at=PLACED)
        again = operations.open_tasks(at=PLACED)

        told = Notice.objects.filter(subject_line__startswith=f"{reference}: ", clock=None)
        assert sum(first.values()) == 4  # the plan, the register, the council, care
        assert sum(again.values()) == 0
        assert told.filter(subject_line__contains="Notify the local authority").count() == 1

    def test_going_back_to_the_panel_is_the_referrers_and_the_coordinators(self):
        placement_request = a_request(Stage.PLACED)

        operations.open_tasks(at=datetime(2027, 6, 8, 9, tzinfo=UTC))  # twelve weeks before

        told = Notice.objects.filter(subject_line__contains="Ask the panel for an extension")
        names = {a_person(role).username for role in (Role.REFERRER, Role.COORDINATOR)}
        assert names <= set(told.values_list("recipient", flat=True))
        assert placement_request.reference in told.first().subject_line

    def test_one_that_is_done_stops_its_clock(self):
        placement_request = a_request(Stage.PLACED)
        task = placement_request.placement.tasks.get(kind=TaskKind.NOTIFY)

        operations.finish_task(
            task_id=task.pk,
            done=DonePart(note="By letter to the council."),
            by=a_person(Role.COORDINATOR),
            at=REVIEW_DAY,
        )

        clock = Clock.objects.get(subject=placement_request.reference, rule_id=rules.RES_01.id)
        assert clock.outcome == Outcome.MET
        assert audit.history(f"placement {placement_request.reference}").last().kind == "task_done"

    def test_one_that_comes_again_is_owed_from_the_day_it_was_done(self):
        child = {**DOCUMENT["child"], "legal_status": "care_order"}
        placement = a_request(Stage.PLACED, child=child).placement
        first = placement.tasks.get(kind=TaskKind.CARE_VISIT)

        operations.finish_task(
            task_id=first.pk,
            done=DonePart(note="Seen alone; content.", done_on=date(2026, 10, 9)),
            by=a_person(Role.COORDINATOR),
            at=REVIEW_DAY,
        )

        second = placement.tasks.get(kind=TaskKind.CARE_VISIT, key="2")
        clocks = placement_queries.clocks_of(placement).filter(rule_id=rules.CARE_VISIT)
        assert (first.due_on, second.due_on) == (date(2026, 10, 12), date(2026, 11, 20))
        assert [clock.key for clock in clocks] == ["2"]

    def test_nobody_is_told_of_a_placement_that_has_ended(self):
        a_request(Stage.ENDED)

        assert sum(operations.open_tasks(at=REVIEW_DAY).values()) == 0


class TestTheDatabase:
    def refuses(self, change: Any) -> None:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()

    def test_keeps_agreements_reviews_and_endings_as_they_were_written(self):
        placement_request = a_request(Stage.PLACED)
        reviewed(placement_request)
        placement = placement_request.placement

        self.refuses(lambda: PlacementAgreement.objects.update(provider="Another"))
        self.refuses(lambda: PlacementReview.objects.all().delete())
        self.refuses(lambda: PlacementTask.objects.all().delete())
        self.refuses(lambda: Placement.objects.update(started_on=date(2026, 10, 6)))
        self.refuses(lambda: Placement.objects.filter(pk=placement.pk).update(stage="ended"))

    def test_refuses_an_end_before_the_start_and_a_task_done_by_nobody(self):
        placement = a_request(Stage.PLACED).placement

        self.refuses(lambda: Placement.objects.update(ended_on=FIRST_DAY - timedelta(days=1)))
        self.refuses(lambda: placement.tasks.update(done_at=PLACED))

    def test_keeps_an_ended_placement(self):
        a_request(Stage.ENDED)

        self.refuses(lambda: Placement.objects.update(end_note="Otherwise."))
