"""Bringing rules into force, and which apply to a day and to a request."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases import queries as requests
from panel.cases.stages import Stage
from panel.policies import documents, operations, queries
from panel.policies.models import PolicyVersion
from tests.builders import MONDAY_9AM, a_panel, a_person, a_request

pytestmark = pytest.mark.django_db
KENT = (documents.FOLDER / "kent.toml").read_text(encoding="utf-8")
STRICTER = KENT.replace("local_options_min = 1", "local_options_min = 2")


def load(document: str, effective_from: date) -> PolicyVersion:
    return operations.load(
        panel_id=a_panel().pk,
        document=document,
        effective_from=effective_from,
        by=a_person(Role.ADMINISTRATOR),
        at=MONDAY_9AM,
    )


class TestLoad:
    def test_numbers_the_versions_and_tells_the_log(self):
        version = load(STRICTER, date(2026, 10, 1))

        assert version.number == 2
        told = audit.history("panel northmere").last()
        assert (told.kind, told.payload["sha256"]) == ("policy_loaded", version.sha256)

    def test_the_same_document_again_is_no_new_version(self):
        first = load(STRICTER, date(2026, 10, 1))

        with pytest.raises(operations.SameRules, match="Version 2, in force from 1 October 2026"):
            load(STRICTER, date(2026, 11, 1))
        assert PolicyVersion.objects.last() == first

    def test_an_older_document_may_come_back(self):
        load(STRICTER, date(2026, 10, 1))

        assert load(KENT, date(2026, 11, 1)).number == 3

    def test_two_versions_can_t_take_effect_on_one_day(self):
        load(STRICTER, date(2026, 10, 1))

        with pytest.raises(operations.DayTaken, match="Version 2"):
            load(KENT, date(2026, 10, 1))

    def test_rules_can_t_change_for_a_day_that_has_passed(self):
        a_panel()
        with pytest.raises(operations.Backdated):
            load(STRICTER, date(2026, 9, 6))

    def test_the_database_refuses_to_change_a_version(self):
        version = load(STRICTER, date(2026, 10, 1))

        with pytest.raises(DatabaseError), transaction.atomic():
            PolicyVersion.objects.filter(pk=version.pk).update(effective_from=date(2026, 12, 1))

    def test_what_was_loaded_stays_readable_where_it_would_be_refused_now(self):
        unseated = KENT.replace('"ICB clinician"]', '"Virtual school head"]')
        with pytest.raises(documents.Faulty, match="Virtual school head is the title of no seat"):
            load(unseated, date(2026, 10, 1))

        version = PolicyVersion(document=unseated)  # as an earlier version of the system took it

        assert version.policy.quorum.required_roles[-1] == "Virtual school head"

    def test_a_faulty_document_writes_nothing(self):
        a_panel()
        with pytest.raises(documents.Faulty):
            load("[quorum]", date(2026, 10, 1))

        assert PolicyVersion.objects.count() == 1


class TestInForce:
    @pytest.mark.parametrize(
        ("on", "number"), [(date(2026, 9, 30), 1), (date(2026, 10, 1), 2), (date(2030, 1, 1), 2)]
    )
    def test_is_the_latest_version_that_has_taken_effect(self, on: date, number: int):
        load(STRICTER, date(2026, 10, 1))

        assert queries.in_force(a_panel().pk, on=on).number == number

    def test_a_day_before_there_were_rules_has_none(self):
        with pytest.raises(PolicyVersion.DoesNotExist):
            queries.in_force(a_panel().pk, on=date(2000, 1, 1))


def test_a_request_lives_under_the_rules_it_was_submitted_under():
    request = a_request(Stage.SUBMITTED)
    load(STRICTER, date(2026, 9, 8))

    assert requests.rules_for(request, on=date(2026, 12, 1)).referral.local_options_min == 1
    assert requests.rules_for(a_request(), on=date(2026, 12, 1)).referral.local_options_min == 2
