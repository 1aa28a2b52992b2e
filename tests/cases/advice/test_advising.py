"""Asking every agency for its advice at once, and taking each when it comes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from panel.agencies import access
from panel.agencies.models import Role
from panel.cases import next_steps, operations
from panel.cases.document import AdvicePart, CommunicationPart, NeedPart, NeedsPart
from panel.cases.stages import AdviceStage, Stage
from panel.cases.vocabulary import AdviceOpinion, NeedCode
from panel.chart import MoveRefused
from panel.deadlines import queries as clocks
from panel.deadlines.models import Notice
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests import builders
from tests.api import Caller
from tests.builders import AGENCIES, MONDAY_9AM, a_person, a_request

pytestmark = pytest.mark.django_db
YES = AdvicePart(opinion=AdviceOpinion.SUPPORTS, summary="It would meet the need.")


def advise(request, *, agency=HEALTH, advice=YES, by=None, at=MONDAY_9AM):
    return operations.give_advice(
        placement_request_id=request.pk,
        agency_code=agency,
        advice=advice,
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


class TestGiveAgain:
    NO = AdvicePart(
        opinion=AdviceOpinion.AGAINST,
        is_suitable=False,
        summary="The school has closed its sixth form.",
        conditions="None would help.",
        hours_per_week=6,
        departures="Our threshold asks for less.",
    )

    def test_is_the_next_version_and_the_one_before_is_kept(self):
        request = a_request(Stage.ADVICE)
        advise(request)
        advice = advise(request, advice=self.NO)

        assert (advice.version, advice.opinion, advice.hours_per_week) == (2, "against", 6)
        kept = advice.versions.values_list("number", "summary", "conditions")
        assert list(kept) == [(1, YES.summary, ""), (2, self.NO.summary, self.NO.conditions)]

    def test_is_taken_until_the_papers_go_out(self):
        request = a_request(Stage.LISTED)
        assert advise(request, advice=self.NO).version == 2

        builders.send_papers(builders.the_item(request).meeting)
        with pytest.raises(operations.AdviceFrozen, match="papers have gone out"):
            advise(request)

    def test_is_not_taken_once_the_panel_has_the_request_before_it(self):
        with pytest.raises(operations.NotAsked):
            advise(a_request(Stage.CONSIDERED))

    def test_what_went_out_is_the_latest_version(self):
        request = a_request(Stage.LISTED)
        second = advise(request, advice=self.NO)
        builders.send_papers(builders.the_item(request).meeting)

        sent = request.circulations.get().advice.filter(advice__agency__code=HEALTH).get()
        assert (sent.advice, sent.number) == (second, 2)


def change_how_the_child_is_understood(request):
    operations.tell_of_child(
        placement_request_id=request.pk,
        part=CommunicationPart(communication="Signs, since August"),
        by=a_person(Role.REFERRER),
        at=MONDAY_9AM,
    )


def mark_ready(request):
    operations.mark_ready(
        placement_request_id=request.pk, by=a_person(Role.COORDINATOR), at=MONDAY_9AM
    )


def ask_where_changed(request, by=None):
    operations.ask_where_changed(
        placement_request_id=request.pk, by=by or a_person(Role.COORDINATOR), at=MONDAY_9AM
    )


class TestAskWhereChanged:
    def test_a_change_after_the_advice_keeps_the_request_from_being_ready(self):
        request = a_request(Stage.ADVICE)
        builders.give_advice(request, *AGENCIES)
        change_how_the_child_is_understood(request)

        held = access.of(a_person(Role.COORDINATOR), on=MONDAY_9AM.date())
        first, *_ = next_steps.actions(request, held)
        assert first.words == "Ask again where the request has changed"
        assert next_steps.next_words(request) == next_steps.CHANGED
        with pytest.raises(MoveRefused, match="has changed since an agency advised"):
            mark_ready(request)

    def test_asks_only_those_who_advised_on_what_was_and_then_it_can_be_ready(self):
        request = a_request(Stage.ADVICE)
        builders.give_advice(request, HEALTH, EDUCATION)
        change_how_the_child_is_understood(request)
        builders.give_advice(request, SOCIAL_CARE)
        ask_where_changed(request)

        asked = request.advice.filter(stage=AdviceStage.ASKED)
        assert sorted(asked.values_list("agency__code", "round")) == [(EDUCATION, 2), (HEALTH, 2)]
        builders.give_advice(request, HEALTH, EDUCATION)
        mark_ready(request)

    def test_a_new_version_on_what_there_is_now_does_as_well(self):
        request = a_request(Stage.ADVICE)
        builders.give_advice(request, *AGENCIES)
        change_how_the_child_is_understood(request)
        builders.give_advice(request, *AGENCIES)

        mark_ready(request)

    def test_is_refused_where_nothing_changed_and_to_others(self):
        request = a_request(Stage.ADVICE)
        builders.give_advice(request, *AGENCIES)

        with pytest.raises(operations.NothingChanged):
            ask_where_changed(request)
        with pytest.raises(access.Refused):
            ask_where_changed(request, by=a_person(Role.ADVISER, HEALTH))
        with pytest.raises(operations.NotWaiting):
            ask_where_changed(a_request(Stage.SUBMITTED))


class TestBackToTheReferrer:
    def returned_with_one_advice(self):
        request = a_request(Stage.ADVICE)
        builders.give_advice(request, HEALTH)
        builders.send_back(request)
        return request

    def test_nobody_owes_advice_meanwhile(self):
        request = self.returned_with_one_advice()

        assert not clocks.open_clocks(request.reference).filter(rule_id="LOCAL-ADVICE").exists()
        with pytest.raises(operations.NotAsked):
            advise(request, agency=EDUCATION)

    def test_sent_again_unchanged_only_the_others_are_asked_anew(self):
        request = self.returned_with_one_advice()
        builders.submit(request)
        builders.ask_for_advice(request)

        keys = {clock.key for clock in clocks.open_clocks(request.reference)}
        assert keys == {"education/2", "social-care/2"}
        assert request.advice.count() == 3

    def test_sent_again_with_other_needs_every_agency_is_asked_anew(self):
        request = self.returned_with_one_advice()
        operations.tell(
            placement_request_id=request.pk,
            part=NeedsPart(needs=(NeedPart(code=NeedCode.SEMH),)),
            by=a_person(Role.REFERRER),
            at=MONDAY_9AM,
        )
        builders.submit(request)
        builders.ask_for_advice(request)

        asked = request.advice.filter(stage=AdviceStage.ASKED)
        assert sorted(asked.values_list("agency__code", "round")) == [
            (code, 2) for code in AGENCIES
        ]


class TestAskAgain:
    def test_opens_a_second_round_with_its_own_clocks(self):
        request = a_request(Stage.DEFERRED)
        operations.ask_again(
            placement_request_id=request.pk, by=a_person(Role.COORDINATOR), at=MONDAY_9AM
        )

        assert request.advice.filter(round=2, stage=AdviceStage.ASKED).count() == 3
        keys = {clock.key for clock in clocks.open_clocks(request.reference)}
        assert keys >= {"education/2", "health/2", "social-care/2"}

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

    rows = type(advice).objects.filter(pk=advice.pk)
    for change in ({"summary": "It wouldn't."}, {"version": 2, "round": 3}, {"version": 3}):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            rows.update(**change)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        rows._raw_delete("default")


def test_only_the_database_writes_a_version_and_nobody_changes_one():
    version = advise(a_request(Stage.ADVICE)).versions.get()

    rows = type(version).objects.filter(pk=version.pk)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        rows.update(summary="It wouldn't.")
    version.pk, version.number = None, 2
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        version.save(force_insert=True)


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
