"""Asking every agency for its advice at once, and taking each when it comes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from panel.agencies import access
from panel.agencies.models import Role
from panel.cases import operations
from panel.cases.document import AdvicePart
from panel.cases.stages import AdviceStage, Stage
from panel.cases.vocabulary import AdviceOpinion
from panel.chart import MoveRefused
from panel.deadlines import queries as clocks
from panel.deadlines.models import Notice
from panel.sample.people import EDUCATION, HEALTH
from tests import builders
from tests.api import Caller
from tests.builders import AGENCIES, MONDAY_9AM, a_person, a_request

pytestmark = pytest.mark.django_db
YES = AdvicePart(opinion=AdviceOpinion.SUPPORTS, summary="It would meet the need.")


def advise(request, *, agency=HEALTH, by=None, at=MONDAY_9AM):
    return operations.give_advice(
        placement_request_id=request.pk,
        agency_code=agency,
        advice=YES,
        by=by or a_person(Role.ADVISER, agency),
        at=at,
    )


class TestAskForAdvice:
    def test_asks_every_agency_the_rules_name_and_starts_a_clock_for_each(self):
        request = a_request(Stage.ADVICE)

        assert sorted(advice.agency.code for advice in request.advice.all()) == list(AGENCIES)
        due = {clock.key: clock.due_on for clock in clocks.open_clocks(request.reference)}
        assert sorted(due) == ["education/1", "health/1", "social-care/1"]
        assert set(due.values()) == set(request.advice.values_list("due_on", flat=True))

    def test_tells_each_agency_s_advisers_without_naming_the_child(self):
        request = a_request(Stage.ADVICE)

        told = Notice.objects.filter(key__startswith=f"advice/{request.reference}/")
        assert told.count() == 3
        assert not any("Quill" in notice.body + notice.subject_line for notice in told)


class TestGiveAdvice:
    def test_keeps_what_was_said_when_and_by_whom(self):
        advice = advise(a_request(Stage.ADVICE))

        assert (advice.stage, advice.opinion) == (AdviceStage.GIVEN, AdviceOpinion.SUPPORTS)
        assert (advice.given_at, advice.given_by) == (MONDAY_9AM, a_person(Role.ADVISER, HEALTH))

    def test_stops_that_agency_s_clock_only(self):
        request = a_request(Stage.ADVICE)
        advise(request)

        keys = {clock.key for clock in clocks.open_clocks(request.reference)}
        assert keys == {"education/1", "social-care/1"}

    def test_late_advice_is_taken_and_its_clock_says_missed(self):
        request = a_request(Stage.ADVICE)
        advise(request, at=MONDAY_9AM + timedelta(days=60))

        assert clocks.clocks_of(request.reference).get(key="health/1").outcome == "missed"

    def test_is_refused_to_an_adviser_of_another_agency(self):
        with pytest.raises(access.Refused):
            advise(a_request(Stage.ADVICE), agency=HEALTH, by=a_person(Role.ADVISER, EDUCATION))

    def test_is_taken_once_a_round(self):
        request = a_request(Stage.ADVICE)
        advise(request)

        with pytest.raises(MoveRefused, match="Given"):
            advise(request)

    def test_is_refused_of_an_agency_that_wasn_t_asked(self):
        with pytest.raises(operations.NotAsked):
            advise(a_request(Stage.SUBMITTED))

    def test_tells_a_stranger_nothing_of_who_was_asked(self):
        with pytest.raises(access.Refused):
            advise(a_request(Stage.SUBMITTED), by=a_person(Role.ADVISER, EDUCATION))

    def test_is_no_longer_asked_for_once_the_request_is_taken_back(self):
        request = a_request(Stage.ADVICE)
        builders.withdraw(request)

        with pytest.raises(operations.NotAsked):
            advise(request)

    def test_is_refused_to_whoever_started_the_request(self):
        request = a_request(Stage.ADVICE)
        adviser = a_person(Role.ADVISER, HEALTH)
        type(request).objects.filter(pk=request.pk).update(started_by=adviser)

        with pytest.raises(operations.SelfAdvised):
            advise(request)

    def test_is_refused_to_whoever_made_the_request(self):
        request = a_request(Stage.ADVICE)
        adviser = a_person(Role.ADVISER, HEALTH)
        type(request).objects.filter(pk=request.pk).update(submitted_by=adviser)

        with pytest.raises(operations.SelfAdvised):
            advise(request)


class TestAskAgain:
    def test_opens_a_second_round_with_its_own_clocks(self):
        request = a_request(Stage.DEFERRED)
        operations.ask_again(
            placement_request_id=request.pk, by=a_person(Role.COORDINATOR), at=MONDAY_9AM
        )

        assert request.advice.filter(round=2, stage=AdviceStage.ASKED).count() == 3
        keys = {clock.key for clock in clocks.open_clocks(request.reference)}
        assert keys == {"education/2", "health/2", "social-care/2"}

    def test_makes_it_ready_once_all_have_answered_again(self):
        request = a_request(Stage.DEFERRED)
        operations.ask_again(
            placement_request_id=request.pk, by=a_person(Role.COORDINATOR), at=MONDAY_9AM
        )
        builders.make_ready(request)

        request.refresh_from_db()
        assert request.stage == Stage.READY


def test_the_database_keeps_advice_once_it_is_given():
    advice = advise(a_request(Stage.ADVICE))

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        type(advice).objects.filter(pk=advice.pk).update(summary="It wouldn't.")


def test_over_the_api_an_agency_s_words_are_kept_from_the_others_until_all_are_in():
    request = a_request(Stage.ADVICE)
    advise(request, agency=HEALTH)
    path = f"placement-requests/{request.reference}/"

    def words(agency: str) -> dict[str, str]:
        told = Caller(a_person(Role.ADVISER, agency)).get(path).json()["advice"]
        return {advice["agency"]: advice["summary"] for advice in told}

    assert words(HEALTH)[HEALTH] == YES.summary
    assert words(EDUCATION)[HEALTH] == ""
    timeline = Caller(a_person(Role.ADVISER, EDUCATION)).get(f"{path}timeline/").json()
    assert not any("opinion" in event["payload"] for event in timeline)
    builders.give_advice(request, *(code for code in AGENCIES if code != HEALTH))
    assert words(EDUCATION)[HEALTH] == YES.summary
