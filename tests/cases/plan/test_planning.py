"""The law's clocks of a child's plan follow what is recorded of it; exceptions pause nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from panel.agencies import access
from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases import operations
from panel.cases.document import Faulty, parse
from panel.cases.document.planning import ExceptionPart, PlanStepPart
from panel.cases.models import PlacementRequest, PlanStep
from panel.cases.plan.steps import FOLLOWS, ExceptionCode, PlanStepKind
from panel.cases.stages import Stage
from panel.deadlines import ehc, rules
from panel.deadlines import operations as deadlines
from panel.deadlines.models import Clock, ClockException, Outcome
from panel.deadlines.queries import open_clocks
from tests.builders import DOCUMENT, a_person, a_request
from tests.stating import under

pytestmark = pytest.mark.django_db
REQUESTED = date(2026, 8, 10)
NOW = datetime(2027, 6, 1, 9, tzinfo=UTC)


def sent(plan_stage: str = "requested") -> PlacementRequest:
    """Return a request sent four weeks after an assessment was asked for."""
    return a_request(
        Stage.SUBMITTED,
        child={**DOCUMENT["child"], "plan_stage": plan_stage},
        story={**DOCUMENT["story"], "plan_requested_on": REQUESTED.isoformat()},
    )


def recorded(request: PlacementRequest, kind: PlanStepKind, on: date, role=Role.COORDINATOR):
    return operations.record_plan_step(
        placement_request_id=request.pk,
        step=PlanStepPart(kind=kind, happened_on=on),
        by=a_person(role),
        at=NOW,
    )


def running(request: PlacementRequest) -> dict[str, date]:
    return {clock.rule_id: clock.due_on for clock in open_clocks(request.reference)}


def outcome(request: PlacementRequest, rule_id: str) -> str:
    return Clock.objects.filter(subject=request.reference, rule_id=rule_id).last().outcome


class TestClocks:
    @pytest.mark.parametrize(
        ("plan_stage", "limits"),
        [
            ("requested", {"EHC-01", "EHC-03", "EHC-05"}),
            ("assessing", {"EHC-03", "EHC-05"}),
            ("none", {"EHC-05"}),
        ],
    )
    def test_from_the_request_on_run_those_that_are_still_owed(self, plan_stage, limits):
        assert set(running(sent(plan_stage))) == limits

    def test_on_the_way_to_a_plan_each_step_meets_its_limit_and_starts_the_next(self):
        request = sent()

        recorded(request, PlanStepKind.ASSESSING, date(2026, 9, 18))
        assert set(running(request)) == {"EHC-02", "EHC-03", "EHC-05"}
        recorded(request, PlanStepKind.ADVISED, date(2026, 10, 30))
        recorded(request, PlanStepKind.DRAFTED, date(2026, 11, 20))
        assert running(request) == {"EHC-04": date(2026, 12, 4), "EHC-05": date(2026, 12, 28)}
        recorded(request, PlanStepKind.ISSUED, date(2026, 12, 18))

        assert running(request) == {"EHC-07": date(2027, 12, 18)}
        assert outcome(request, "EHC-05") == Outcome.MET
        assert outcome(request, "EHC-03") == Outcome.VOID

    def test_after_a_review_meeting_the_report_the_decision_and_the_next_are_owed(self):
        request = sent()
        recorded(request, PlanStepKind.ISSUED, date(2026, 12, 18))

        recorded(request, PlanStepKind.REVIEWED, date(2027, 5, 3))

        assert running(request) == {
            "EHC-01": date(2026, 9, 21),
            "EHC-07": date(2028, 5, 3),
            "EHC-09": date(2027, 5, 17),
            "EHC-10": date(2027, 5, 31),
        }

    def test_amendments_start_the_eight_weeks_of_the_amended_plan(self):
        request = sent()
        recorded(request, PlanStepKind.REVIEWED, date(2027, 5, 3))
        recorded(request, PlanStepKind.AMENDING, date(2027, 5, 31))

        assert outcome(request, "EHC-10") == Outcome.MET
        assert running(request)["EHC-11"] == date(2027, 7, 26)

    def test_schools_have_fifteen_days_to_answer_and_the_plan_waits_for_none(self):
        request = sent()
        recorded(request, PlanStepKind.CONSULTED, date(2026, 11, 20))

        assert running(request)["EHC-06"] == date(2026, 12, 5)
        recorded(request, PlanStepKind.ISSUED, date(2026, 11, 27))
        assert outcome(request, "EHC-06") == Outcome.VOID

    def test_a_plan_that_was_handed_over_is_the_other_council_s_to_review(self):
        request = sent()
        recorded(request, PlanStepKind.ISSUED, date(2026, 12, 18))
        recorded(request, PlanStepKind.MOVED_AWAY, date(2027, 1, 4))

        assert running(request)["EHC-15"] == date(2027, 1, 25)
        recorded(request, PlanStepKind.HANDED_OVER, date(2027, 1, 11))
        assert set(running(request)) == {"EHC-01"}

    def test_a_re_assessment_ends_in_a_final_plan_that_is_reviewed_again(self):
        request = sent()
        recorded(request, PlanStepKind.ISSUED, date(2026, 12, 18))
        recorded(request, PlanStepKind.REASSESSING, date(2027, 2, 1))

        assert running(request)["EHC-18"] == date(2027, 5, 10)
        recorded(request, PlanStepKind.REISSUED, date(2027, 5, 10))
        assert outcome(request, "EHC-18") == Outcome.MET
        assert running(request) == {"EHC-01": date(2026, 9, 21), "EHC-07": date(2028, 5, 10)}

    def test_a_refusal_to_assess_ends_what_was_owed(self):
        request = sent()

        recorded(request, PlanStepKind.NOT_ASSESSED, date(2026, 9, 22))

        assert running(request) == {}
        assert outcome(request, "EHC-01") == Outcome.MISSED  # it was due on the 21st

    def test_none_starts_on_a_request_that_was_taken_back(self):
        request = sent()
        operations.withdraw(
            placement_request_id=request.pk,
            reason="They moved away.",
            by=a_person(Role.REFERRER),
            at=NOW,
        )

        with pytest.raises(operations.NotThatStep, match="No limit runs"):
            recorded(request, PlanStepKind.ISSUED, date(2026, 12, 18))
        assert running(request) == {}

    def test_every_limit_is_met_by_some_step(self):
        met = {rule_id for follows in FOLLOWS.values() for rule_id in follows.meets}

        assert met == set(ehc.LIMITS) | {rules.CONTINUING_CARE}
        assert set(FOLLOWS) == set(PlanStepKind)


class TestContinuingCare:
    def told(self, **changes: object) -> PlacementRequest:
        told = {"has_health_need": True, "health_told_on": "2026-08-24"} | changes
        return a_request(Stage.SUBMITTED, preparation={**DOCUMENT["preparation"], **told})

    def test_is_to_be_decided_six_weeks_after_health_was_told(self):
        request = self.told()

        assert running(request) == {rules.CONTINUING_CARE: date(2026, 10, 5)}
        recorded(request, PlanStepKind.CARE_DECIDED, date(2026, 10, 5))
        assert outcome(request, rules.CONTINUING_CARE) == Outcome.MET

    def test_as_the_panel_s_rules_say(self):
        under("clocks", "continuing_care_weeks = 4")

        assert running(self.told()) == {rules.CONTINUING_CARE: date(2026, 9, 21)}

    def test_is_not_owed_where_no_need_is_for_health(self):
        assert running(self.told(has_health_need=False)) == {}


class TestRefusals:
    def test_days_that_cannot_be(self):
        request = sent()

        with pytest.raises(operations.NotThatDay, match="lies ahead"):
            recorded(request, PlanStepKind.ASSESSING, date(2027, 6, 2))
        with pytest.raises(operations.NotThatDay, match="before the plan was asked for, 10 Aug"):
            recorded(request, PlanStepKind.ASSESSING, date(2026, 8, 9))
        with pytest.raises(operations.NotThatDay) as said:
            recorded(request, PlanStepKind.ISSUED, date(2013, 4, 30))
        assert said.value.reasons == [
            "30 April 2013 is before the child was born, 1 May 2013.",
            "30 April 2013 is before the plan was asked for, 10 August 2026.",
        ]
        assert said.value.field == "happened_on"

    def test_a_day_before_a_limit_began_that_it_meets(self):
        request = TestContinuingCare().told()

        with pytest.raises(operations.NotThatDay, match="before the limit began, 24 August 2026"):
            recorded(request, PlanStepKind.CARE_DECIDED, date(2026, 8, 23))

    def test_what_is_done_once_or_comes_in_another_order(self):
        request = sent()
        recorded(request, PlanStepKind.ASSESSING, date(2026, 9, 18))
        recorded(request, PlanStepKind.ISSUED, date(2026, 12, 18))

        with pytest.raises(operations.NotThatDay, match="for 18 September 2026, and is done once"):
            recorded(request, PlanStepKind.ASSESSING, date(2026, 9, 19))
        with pytest.raises(operations.NotThatDay, match=r"“Sent the final plan” .* come after it"):
            recorded(request, PlanStepKind.DRAFTED, date(2026, 12, 19))
        with pytest.raises(operations.NotThatDay, match=r"“Decided to assess, .* come before it"):
            recorded(request, PlanStepKind.DRAFTED, date(2026, 9, 17))

    def test_what_is_recorded_already_and_what_would_meet_nothing(self):
        request = sent()
        recorded(request, PlanStepKind.ASSESSING, date(2026, 9, 18))

        with pytest.raises(operations.NotThatStep, match="recorded already"):
            recorded(request, PlanStepKind.ASSESSING, date(2026, 9, 18))
        with pytest.raises(operations.NotThatStep, match="No limit runs"):
            recorded(request, PlanStepKind.AMENDED, date(2026, 9, 18))
        with pytest.raises(operations.NotThatStep, match="not been sent"):
            recorded(a_request(), PlanStepKind.ISSUED, date(2026, 9, 18))

    def test_is_for_whoever_checks_requests(self):
        with pytest.raises(access.Refused):
            recorded(sent(), PlanStepKind.ASSESSING, date(2026, 9, 18), Role.REFERRER)


def taken_back(request: PlacementRequest, at: datetime = NOW, role=Role.COORDINATOR) -> PlanStep:
    return operations.take_back_plan_step(
        placement_request_id=request.pk, reason="The day was mistyped.", by=a_person(role), at=at
    )


class TestTakingBack:
    def test_leaves_the_clocks_as_they_were_and_the_step_to_be_recorded_anew(self):
        request = sent()
        before = running(request)
        recorded(request, PlanStepKind.ASSESSING, date(2026, 9, 22))
        assert outcome(request, "EHC-01") == Outcome.MISSED

        taken_back(request, NOW + timedelta(hours=1))
        assert running(request) == before

        recorded(request, PlanStepKind.ASSESSING, date(2026, 9, 21))
        assert outcome(request, "EHC-01") == Outcome.MET
        assert running(request)["EHC-02"] == date(2026, 11, 2)

    def test_gives_back_what_was_no_longer_owed(self):
        request = sent()
        before = running(request)
        recorded(request, PlanStepKind.NOT_ASSESSED, date(2026, 9, 18))
        assert running(request) == {}

        taken_back(request, NOW + timedelta(hours=1))

        assert running(request) == before

    def test_is_kept_with_its_reason_and_told_in_the_history(self):
        request = sent()
        recorded(request, PlanStepKind.ASSESSING, date(2026, 9, 18))

        step = taken_back(request)

        assert (step.taken_back_because, step.taken_back_at) == ("The day was mistyped.", NOW)
        event = audit.history(request.reference).get(kind="plan_step_taken_back")
        assert event.payload["on"] == "2026-09-18"
        with pytest.raises(DatabaseError), transaction.atomic():
            PlanStep.objects.update(taken_back_because="Another reason.")

    def test_is_of_the_last_step_and_then_of_the_one_before_it(self):
        request = sent()
        recorded(request, PlanStepKind.ASSESSING, date(2026, 9, 18))
        recorded(request, PlanStepKind.ADVISED, date(2026, 10, 30))

        taken = [PlanStepKind(taken_back(request).kind) for _ in range(2)]

        assert taken == [PlanStepKind.ADVISED, PlanStepKind.ASSESSING]
        with pytest.raises(operations.NothingToTakeBack, match="No step of the plan"):
            taken_back(request)

    def test_is_over_with_the_case(self):
        request = sent()
        recorded(request, PlanStepKind.ASSESSING, date(2026, 9, 18))
        operations.withdraw(
            placement_request_id=request.pk,
            reason="They moved away.",
            by=a_person(Role.REFERRER),
            at=NOW,
        )

        with pytest.raises(operations.NothingToTakeBack, match="case is over"):
            taken_back(request)

    def test_is_for_whoever_checks_requests(self):
        request = sent()
        recorded(request, PlanStepKind.ASSESSING, date(2026, 9, 18))

        with pytest.raises(access.Refused):
            taken_back(request, role=Role.REFERRER)


def excepted(request: PlacementRequest, rule_id: str = "EHC-05", **changes) -> ClockException:
    why = {
        "code": ExceptionCode.ABSENT,
        "first_day": date(2026, 10, 1),
        "last_day": date(2026, 10, 28),
        "evidence": "The family’s letter of 2 November.",
        "parent_informed_on": date(2026, 12, 1),
    }
    clock = Clock.objects.get(subject=request.reference, rule_id=rule_id)
    return operations.disapply_limit(
        placement_request_id=request.pk,
        clock_id=clock.pk,
        why=ExceptionPart(**(why | changes)),
        by=a_person(Role.COORDINATOR),
        at=NOW,
    )


class TestExceptions:
    def test_disapply_a_limit_without_pausing_it(self):
        request = sent()

        excepted(request)

        assert running(request)["EHC-05"] == date(2026, 12, 28)
        recorded(request, PlanStepKind.ISSUED, date(2027, 1, 15))
        assert outcome(request, "EHC-05") == Outcome.MISSED
        assert audit.history(request.reference).filter(kind="limit_disapplied").exists()

    def test_are_none_to_a_limit_that_the_law_makes_none_to(self):
        request = sent()
        recorded(request, PlanStepKind.DRAFTED, date(2026, 11, 20))

        with pytest.raises(operations.NoException, match="makes no exception"):
            excepted(request, "EHC-04")

    def test_lie_within_the_days_of_the_limit(self):
        with pytest.raises(operations.NoException, match="from 10 August 2026 to 28 December"):
            excepted(sent(), first_day=date(2026, 7, 1), last_day=date(2026, 7, 31))

    def test_span_four_weeks_unless_they_are_circumstances(self):
        short = {
            "code": "d",
            "first_day": "2026-10-01",
            "last_day": "2026-10-27",
            "evidence": "A letter.",
            "parent_informed_on": "2026-12-01",
        }

        with pytest.raises(Faulty):
            parse(ExceptionPart, str(short).replace("'", '"').encode())
        assert excepted(
            sent(), code=ExceptionCode.CIRCUMSTANCES, last_day=date(2026, 10, 2)
        ).reason.startswith("Exceptional personal")

    def test_are_recorded_once_and_kept_by_the_database(self):
        request = sent()
        excepted(request)

        with pytest.raises(deadlines.DisappliedAlready):
            excepted(request)
        with pytest.raises(DatabaseError), transaction.atomic():
            ClockException.objects.update(evidence="Another.")
        recorded(request, PlanStepKind.ASSESSING, date(2026, 9, 18))
        with pytest.raises(DatabaseError), transaction.atomic():
            PlanStep.objects.all().delete()
