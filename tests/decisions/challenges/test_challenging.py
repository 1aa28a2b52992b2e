"""Recording that a decision is challenged, and what comes of it."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connections, transaction

from panel.agencies import access
from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases import operations as cases
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.chart import MoveRefused
from panel.deadlines.models import Clock
from panel.decisions import operations
from panel.decisions.models import Challenge
from panel.decisions.outcomes.document import ToldPart
from panel.meetings.models import AgendaItem
from panel.parsing import Faulty
from panel.sample.people import HEALTH
from tests import builders
from tests.builders import (
    KENT,
    MEETING_DAY,
    a_person,
    a_request,
    ruled_by,
    the_item,
)
from tests.decisions.challenged import (
    ASKED_ON,
    DECIDED_ON,
    ENDED_ON,
    LATER,
    a_challenge,
    another_chair,
    asked,
    end,
    ended,
    ruled,
    running,
)
from tests.decisions.urgently import appointed

pytestmark = pytest.mark.django_db


def refused(challenge: Challenge, **changes: object) -> list[str]:
    """Return the sentences with which an ending is refused."""
    with pytest.raises(operations.NotAsTold) as raised:
        end(challenge, **changes)
    return raised.value.reasons


def impossible(**changes: object) -> list[tuple[str, str]]:
    """Return the days that can't be of a challenge, each with its sentence."""
    request = a_request(Stage.DECLINED)
    with pytest.raises(Faulty) as raised:
        a_challenge(request, **changes)
    assert not Challenge.objects.filter(decision__placement_request=request).exists()
    return [(fault.pointer, fault.sentence) for fault in raised.value.faults]


def refused_asking(**changes: object) -> list[str]:
    """Return the sentences with which a challenge is refused."""
    request = a_request(Stage.DECLINED)
    with pytest.raises(operations.NotAsTold) as raised:
        a_challenge(request, **changes)
    assert not Challenge.objects.filter(decision__placement_request=request).exists()
    assert not Clock.objects.filter(subject=request.reference, key__startswith="chall").exists()
    return raised.value.reasons


class TestRecordChallenge:
    def test_keeps_who_asked_and_starts_the_clock_of_the_answer(self):
        challenge = a_challenge()

        assert (challenge.number, challenge.last_day) == (1, date(2026, 10, 19))
        assert running(challenge) == {"REVIEW-ANSWER": date(2026, 10, 29)}
        assert challenge.due_on == date(2026, 10, 29)

    def test_leaves_the_request_its_decision_and_record_as_they_were(self):
        request = a_request(Stage.DECLINED)
        (number,) = request.decisions.get().records.values_list("number", flat=True)
        a_challenge(request)

        request.refresh_from_db()
        assert request.stage == Stage.DECLINED
        assert request.decisions.get().records.get().number == number

    def test_is_told_on_the_case_s_history_without_its_words(self):
        challenge = a_challenge()
        event = list(audit.history(challenge.decision.placement_request.reference))[-1]

        assert event.kind == "challenged"
        assert event.payload == {"number": 1, "kind": "review"}

    def test_is_the_coordinator_s_alone(self):
        decision = a_request(Stage.DECLINED).decisions.get()
        for role, agency in ((Role.CHAIR, ""), (Role.AGENCY_LEAD, HEALTH)):
            with pytest.raises(access.Refused, match="record challenges"):
                operations.record_challenge(
                    decision_id=decision.pk,
                    challenge=asked(),
                    by=a_person(role, agency),
                    at=LATER,
                )

    def test_is_refused_out_of_time_and_says_until_when_it_was_in_time(self):
        assert refused_asking(asked_on=date(2026, 10, 20)) == [
            "It was in time until 19 October 2026. Say why it is taken although it is late."
        ]

    def test_is_taken_late_for_a_reason(self):
        a_challenge(asked_on=date(2026, 10, 19))
        late = a_challenge(asked_on=date(2026, 10, 20), late_because="The letter was lost.")

        assert late.late_because == "The letter was lost."

    def test_says_everything_that_can_t_be_at_once(self):
        wrong = impossible(
            asked_on=DECIDED_ON - timedelta(days=2), notified_on=DECIDED_ON - timedelta(days=1)
        )

        assert wrong == [
            ("/asked_on", "The decision was made on 21 September 2026: nobody asked before."),
            (
                "/notified_on",
                "The decision was made on 21 September 2026: its notice came no earlier.",
            ),
        ]

    def test_is_not_of_a_day_to_come(self):
        assert impossible(asked_on=LATER.date() + timedelta(days=1), late_because="Lost.") == [
            ("/asked_on", "This day is still to come.")
        ]

    def test_has_no_mediation_certificate_from_before_the_decision(self):
        told = {"kind": "tribunal", "certificate_on": date(2026, 9, 20)}

        assert impossible(**told) == [
            (
                "/certificate_on",
                "The decision was made on 21 September 2026: "
                "there was nothing to mediate about before.",
            )
        ]

    @pytest.mark.parametrize("day", [date(1950, 1, 1), date(2150, 12, 31)])
    def test_is_told_of_days_that_can_be(self, day: date):
        wrong = impossible(kind="tribunal", notified_on=day, certificate_on=day)

        assert wrong

    def test_is_open_once_a_kind_and_decision(self):
        request = a_request(Stage.DECLINED)
        a_challenge(request)
        a_challenge(request, kind="complaint")

        with pytest.raises(operations.NotAsTold, match="One is open already"):
            a_challenge(request)
        assert Challenge.objects.count() == 2

    def test_may_be_asked_for_again_once_something_came_of_it(self):
        request = a_request(Stage.DECLINED)
        end(a_challenge(request), outcome="taken_back")

        assert a_challenge(request).number == 2

    def test_is_of_english_law_only_where_the_panel_is(self):
        under_the_law_of("crown_dependency")

        (sentence,) = refused_asking(kind="tribunal")
        assert "are English law’s" in sentence
        assert a_challenge()

    def test_has_the_window_and_the_time_to_answer_of_the_panel_s_rules(self):
        ruled(
            'window = { count = 1, unit = "months" }\n'
            'decide_within = { count = 2, unit = "weeks" }'
        )
        challenge = a_challenge()

        assert challenge.last_day == date(2026, 10, 21)
        assert challenge.due_on == date(2026, 10, 15)


def under_the_law_of(nation: str) -> None:
    """Bring the sample rules into force in another nation."""
    ruled_by(KENT.replace("[identity]", f'[identity]\njurisdiction = "{nation}"', 1))


class TestEndChallenge:
    def test_keeps_what_came_of_it_and_stops_the_clock(self):
        challenge = end(a_challenge(), heard_by=another_chair().pk)

        assert (challenge.stage, challenge.outcome) == ("ended", "stands")
        assert challenge.outcome_on == ENDED_ON
        assert running(challenge) == {}

    def test_happens_once(self):
        challenge = end(a_challenge(kind="complaint"))

        with pytest.raises(MoveRefused, match="Ended"):
            end(challenge)

    def test_says_everything_that_can_t_be_at_once(self):
        wrong = refused(
            a_challenge(kind="complaint"),
            outcome_on=ASKED_ON - timedelta(days=1),
            orders=["assess"],
            heard_elsewhere="Another panel",
        )

        assert wrong == [
            "It was asked for on 1 October 2026: it ended no earlier.",
            "Only the Tribunal orders what must happen.",
            "Nothing is ordered where the decision stands or the appeal is taken back.",
            "Only the panel’s own review names who heard it.",
        ]

    def test_is_not_of_a_day_to_come(self):
        wrong = refused(a_challenge(kind="complaint"), outcome_on=LATER.date() + timedelta(days=1))

        assert wrong == ["It ended on a day that is still to come."]

    def test_is_the_coordinator_s_alone(self):
        with pytest.raises(access.Refused, match="record challenges"):
            operations.end_challenge(
                challenge_id=a_challenge().pk, end=ended(), by=a_person(Role.CHAIR), at=LATER
            )


class TestHearing:
    """T083: the panel's own review is heard by somebody who had no part in the decision."""

    def test_is_not_by_the_chair_of_the_first_meeting(self):
        (sentence,) = refused(a_challenge(), heard_by=a_person(Role.CHAIR).pk)

        assert sentence == (
            "Name a chair who heard it and had no part in the decision, as the panel’s rules ask."
        )

    @pytest.mark.parametrize("role", [Role.MEMBER, Role.ADVISER, Role.AGENCY_LEAD])
    def test_is_not_by_a_chair_who_spoke_advised_or_paid(self, role: Role):
        chair = appointed(a_person(role, HEALTH), Role.CHAIR)

        assert len(refused(a_challenge(a_request(Stage.APPROVED)), heard_by=chair.pk)) == 1

    def test_is_not_by_nobody(self):
        another_chair()

        assert len(refused(a_challenge())) == 1

    def test_is_not_by_somebody_who_chairs_nothing(self):
        assert len(refused(a_challenge(), heard_by=a_person(Role.MEMBER, HEALTH).pk)) == 1

    def test_is_by_another_chair(self):
        other = another_chair()

        assert end(a_challenge(), heard_by=other.pk).heard_by == other

    def test_is_by_an_independent_panel_where_the_rules_ask_for_one(self):
        ruled('heard_by = "independent_panel"')
        challenge = a_challenge()

        assert refused(challenge) == [
            "Name the independent panel that heard it, as the panel’s rules ask."
        ]
        assert end(challenge, heard_elsewhere="Downshire JRAP").heard_elsewhere

    def test_needs_nobody_for_what_was_taken_back(self):
        assert end(a_challenge(), outcome="taken_back").heard_by is None


class TestDecidingAgain:
    """T083: nor does the chair of a decision that fell decide the request again."""

    def test_is_for_a_chair_who_had_no_part_in_what_was_decided(self):
        request = a_request(Stage.DEFERRED)
        first, other = a_person(Role.CHAIR), another_chair()
        end(a_challenge(request), outcome="again", heard_by=other.pk)
        item = listed_again(request)

        with pytest.raises(MoveRefused, match="it needs another chair"):
            operations.consider(item_id=item.pk, by=first, at=MEETING_DAY)
        assert operations.consider(item_id=item.pk, by=other, at=MEETING_DAY)

    def test_stays_with_the_same_chair_where_the_decision_stood(self):
        request = a_request(Stage.DEFERRED)
        end(a_challenge(request), outcome="stands", heard_by=another_chair().pk)
        item = listed_again(request)

        assert operations.consider(item_id=item.pk, by=a_person(Role.CHAIR), at=MEETING_DAY)

    def test_stays_with_the_same_chair_where_somebody_else_than_the_panel_undid_it(self):
        request = a_request(Stage.DEFERRED)
        end(a_challenge(request, kind="complaint"), outcome="again")
        item = listed_again(request)

        assert operations.consider(item_id=item.pk, by=a_person(Role.CHAIR), at=MEETING_DAY)

    def test_stays_with_the_same_chair_where_an_independent_panel_hears_reviews(self):
        ruled('heard_by = "independent_panel"')
        request = a_request(Stage.DEFERRED)
        end(a_challenge(request), outcome="again", heard_elsewhere="Downshire JRAP")
        item = listed_again(request)

        assert operations.consider(item_id=item.pk, by=a_person(Role.CHAIR), at=MEETING_DAY)


def listed_again(request: PlacementRequest) -> AgendaItem:
    """Return the item of a deferred request at a second meeting, which is open."""
    cases.bring_back(
        placement_request_id=request.pk, by=a_person(Role.COORDINATOR), at=MEETING_DAY
    )
    builders.list_it(request)
    item = the_item(request)
    builders.open_meeting(item.meeting)
    return item


class TestTribunal:
    def test_has_the_law_s_time_from_the_letter_that_is_recorded_as_sent(self):
        request = a_request(Stage.DECLINED)
        operations.record_telling(
            telling_id=request.decisions.get().tellings.get(channel="letter").pk,
            told=ToldPart(told_on=date(2026, 9, 24), note="Both parents."),
            by=a_person(Role.COORDINATOR),
            at=LATER,
        )
        appeal = a_challenge(request, kind="tribunal")

        assert (appeal.notified_on, appeal.last_day) == (date(2026, 9, 24), date(2026, 11, 24))

    def test_has_the_law_s_time_from_the_notice_or_the_certificate(self):
        appeal = a_challenge(
            kind="tribunal",
            notified_on=date(2026, 9, 25),
            certificate_on=date(2026, 11, 2),
            asked_on=date(2026, 11, 20),
        )

        assert appeal.last_day == date(2026, 12, 2)
        assert list(running(appeal)) == ["TRI-02"]

    def test_is_responded_to_before_anything_comes_of_it(self):
        appeal = a_challenge(kind="tribunal")
        carry_out(appeal, "TRI-02")

        assert running(appeal) == {}
        assert end(appeal, outcome="stands").stage == "ended"

    def test_starts_a_clock_for_each_thing_that_is_ordered(self):
        appeal = end(
            a_challenge(kind="tribunal"), outcome="replaced", orders=["amend_plan", "answer"]
        )

        assert running(appeal) == {
            "TRI-05-AMEND": date(2026, 11, 24),
            "TRI-07": date(2026, 11, 24),
        }

    def test_which_the_council_carries_out_one_by_one(self):
        appeal = end(
            a_challenge(kind="tribunal"), outcome="replaced", orders=["amend_plan", "answer"]
        )
        carry_out(appeal, "TRI-07")

        assert list(running(appeal)) == ["TRI-05-AMEND"]
        event = list(audit.history(appeal.decision.placement_request.reference))[-1]
        assert event.kind == "challenge_step_done"

    @pytest.mark.parametrize("step", ["TRI-04-DRAFT", "SHARE-APPROVAL", "TRI-02"])
    def test_lets_nothing_be_done_that_isn_t_owed(self, step: str):
        appeal = end(a_challenge(kind="tribunal"), outcome="replaced", orders=["answer"])

        with pytest.raises(operations.NothingOwed):
            carry_out(appeal, step)


def carry_out(challenge: Challenge, step: str) -> None:
    operations.carry_out(
        challenge_id=challenge.pk, step=step, by=a_person(Role.COORDINATOR), at=LATER
    )


class TestKept:
    def test_as_it_was_asked(self):
        challenge = Challenge.objects.filter(pk=a_challenge().pk)

        with pytest.raises(IntegrityError, match="UPDATE refused"), transaction.atomic():
            challenge.update(grounds="They were content.")

    def test_as_it_ended(self):
        challenge = Challenge.objects.filter(pk=end(a_challenge(kind="complaint")).pk)

        with pytest.raises(IntegrityError, match="UPDATE refused"), transaction.atomic():
            challenge.update(outcome="again")

    def test_for_ever(self):
        a_challenge()

        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connections["default"].cursor() as cursor,
        ):
            cursor.execute("DELETE FROM decisions_challenge")

    @pytest.mark.parametrize(
        ("wrong", "constraint"),
        [
            ({"grounds": ""}, "challenge_has_its_grounds"),
            ({"last_day": date(2026, 9, 30)}, "challenge_out_of_time_says_why"),
            ({"outcome": "stands"}, "challenge_ended_has_outcome"),
            ({"orders": ["assess"]}, "challenge_with_orders_was_heard_by_the_tribunal"),
        ],
    )
    def test_only_as_it_can_be(self, wrong: dict[str, object], constraint: str):
        row = a_challenge()
        values = {field.attname: getattr(row, field.attname) for field in row._meta.fields}
        copied = Challenge(**(values | {"id": None, "number": 9, "kind": "mediation"} | wrong))

        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            copied.save()
