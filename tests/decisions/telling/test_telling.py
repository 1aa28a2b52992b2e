"""Every outcome is told, in the ways and within the time of the panel's rules."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from panel.agencies import access
from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.deadlines import rules
from panel.deadlines.models import Clock
from panel.deadlines.models import Outcome as ClockOutcome
from panel.decisions import operations
from panel.decisions.models import Channel, Telling
from panel.decisions.outcomes.document import ToldPart
from tests.builders import MEETING_DAY, a_person, a_request
from tests.stating import under

pytestmark = pytest.mark.django_db
DECIDED_ON = MEETING_DAY.date()


def owed(placement_request: PlacementRequest) -> dict[str, date]:
    tellings = Telling.objects.filter(decision__placement_request=placement_request)
    return {telling.channel: telling.due_on for telling in tellings}


def told(channel: Channel = Channel.PHONE, *, on: date = DECIDED_ON, role=Role.COORDINATOR):
    return operations.record_telling(
        telling_id=Telling.objects.get(channel=channel).pk,
        told=ToldPart(told_on=on, note="Both parents, who were relieved."),
        by=a_person(role),
        at=MEETING_DAY + timedelta(days=1),
    )


class TestOwed:
    @pytest.mark.parametrize("stage", [Stage.FUNDING, Stage.DECLINED, Stage.DEFERRED])
    def test_by_telephone_in_two_working_days_and_by_letter_in_five(self, stage: Stage):
        assert owed(a_request(stage)) == {
            Channel.PHONE: date(2026, 9, 23),
            Channel.LETTER: date(2026, 9, 28),
        }

    def test_as_the_panel_s_rules_say(self):
        under(
            "notices",
            'outcome = [{ channel = "email", within = { count = 7, unit = "calendar_days" } }]',
        )

        assert owed(a_request(Stage.DECLINED)) == {Channel.EMAIL: date(2026, 9, 28)}

    def test_with_a_clock_of_the_coordinators_for_each(self):
        reference = a_request(Stage.DECLINED).reference

        clocks = Clock.objects.filter(subject=reference, rule_id=rules.OUTCOME_TOLD)
        assert {clock.owner_role for clock in clocks} == {Role.COORDINATOR}
        assert [f"{clock.due_on}" for clock in clocks] == ["2026-09-23", "2026-09-28"]


class TestTold:
    def test_stops_the_clock_and_is_an_event(self):
        reference = a_request(Stage.DECLINED).reference

        telling = told()

        clock = Clock.objects.get(subject=reference, key__endswith=f"/{Channel.PHONE}")
        assert telling.told_on == DECIDED_ON
        assert clock.outcome == ClockOutcome.MET
        assert audit.history(reference).last().kind == "outcome_told"

    def test_refuses_a_day_before_the_decision_and_one_that_lies_ahead(self):
        a_request(Stage.DECLINED)

        with pytest.raises(operations.NotOnThatDay, match="It was decided on 21 September"):
            told(on=DECIDED_ON - timedelta(days=1))
        with pytest.raises(operations.NotOnThatDay, match="lies ahead"):
            told(on=DECIDED_ON + timedelta(days=2))

    def test_happens_once_in_each_way(self):
        a_request(Stage.DECLINED)
        told()

        with pytest.raises(operations.ToldAlready, match="It was told on 21 September 2026"):
            told()
        assert told(Channel.LETTER).told_on == DECIDED_ON

    @pytest.mark.parametrize("role", [Role.REFERRER, Role.CHAIR])
    def test_is_for_the_coordinator(self, role: Role):
        a_request(Stage.DECLINED)

        with pytest.raises(access.Refused):
            told(role=role)

    def test_is_kept_by_the_database(self):
        a_request(Stage.DECLINED)
        told()

        for change in (
            lambda: Telling.objects.filter(channel=Channel.PHONE).update(note="Otherwise."),
            lambda: Telling.objects.all().delete(),
            lambda: Telling.objects.filter(channel=Channel.LETTER).update(told_on=DECIDED_ON),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
