"""When a meeting's papers must have come and must be out."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.clock import LONDON
from panel.meetings import paper_days
from tests.builders import KENT, a_meeting, a_person, ruled_by

pytestmark = pytest.mark.django_db


def test_are_counted_back_from_the_meeting_s_day():
    days = paper_days.of(a_meeting())  # on Monday 21 September

    assert days.in_by == datetime(2026, 9, 7, 17, tzinfo=LONDON)
    assert days.out_by == datetime(2026, 9, 14, 17, tzinfo=LONDON)


def test_follow_the_panel_s_own_unit_hour_and_closed_days():
    ruled_by(
        KENT.replace("submit = { days = 10 }", "submit = { days = 1, by = 12:00:00 }")
        .replace("circulate = { days = 5 }", 'circulate = { weekday = "monday" }')
        .replace("[papers]", '[calendar]\nclosed_days = ["2026-09-18"]\n\n[papers]')
    )

    days = paper_days.of(a_meeting())

    assert days.in_by == datetime(2026, 9, 17, 12, tzinfo=LONDON)
    assert days.out_by == datetime(2026, 9, 14, 17, tzinfo=LONDON)


def test_are_told_on_the_meeting_s_page_and_over_the_api(client: Client):
    meeting = a_meeting()
    client.force_login(a_person(Role.COORDINATOR))

    page = client.get(f"/meetings/{meeting.pk}/").text
    told = client.get(f"/api/v1/meetings/{meeting.pk}/").json()

    assert "7 September 2026, 5pm" in page
    assert "14 September 2026, 5pm" in page
    assert datetime.fromisoformat(told["papers_in_by"]) == datetime(2026, 9, 7, 16, tzinfo=UTC)
