"""When a panel meets next by its rules, and whether it meets often enough."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.meetings import operations, proposals
from tests.builders import MONDAY_9AM, a_panel, a_person
from tests.meetings.rules import under

pytestmark = pytest.mark.django_db
MONDAY = MONDAY_9AM.date()


def test_are_the_days_of_the_rules_that_no_meeting_is_planned_on():
    operations.plan(
        panel_id=a_panel().pk,
        starts_at=datetime(2026, 10, 13, 8, tzinfo=UTC),
        place="",
        by=a_person(Role.COORDINATOR),
        at=MONDAY_9AM,
    )
    proposed = proposals.of(a_panel(), on=MONDAY)

    assert proposed.days[:2] == (date(2026, 9, 8), date(2026, 11, 10))
    assert "next meets on Tuesday 8 September 2026, Tuesday 10 November" in proposed.in_words
    assert proposed.in_a_year.startswith("In 2026: 1 meeting planned or held. The rules ask for 4")


def test_are_none_where_the_rules_name_no_pattern():
    under('recurrence = { every = "month", weekday = "tuesday", week_of_month = 2 }', "")

    assert proposals.of(a_panel(), on=MONDAY).in_words == ""


def test_are_shown_where_a_meeting_is_planned(client: Client):
    client.force_login(a_person(Role.COORDINATOR))

    page = client.get("/meetings/plan/").text

    assert "By its rules Northmere Joint Resources and Assessment Panel next meets on" in page
    assert "The rules ask for 4 at least." in page
