"""The days on which a panel's offices are closed."""

from datetime import date
from typing import get_args

import pytest

from panel.policies import calendars
from panel.policies.schema.meetings import Calendar

NATIONS = get_args(Calendar.model_fields["bank_holidays"].annotation)


def test_every_nation_that_a_policy_may_name_has_its_own():
    closed = [calendars.closed(Calendar(bank_holidays=nation), 2026, 2026) for nation in NATIONS]

    assert all(date(2026, 12, 25) in days for days in closed)


@pytest.mark.parametrize(
    ("nation", "day"),
    [
        ("scotland", date(2026, 11, 30)),  # St Andrew's Day
        ("northern_ireland", date(2026, 7, 13)),  # the twelfth is a Sunday
        ("guernsey", date(2026, 5, 9)),  # Liberation Day
    ],
)
def test_a_nation_keeps_days_that_england_doesn_t(nation: str, day: date):
    assert day in calendars.closed(Calendar(bank_holidays=nation), 2026, 2027)
    assert day not in calendars.closed(Calendar(), 2026, 2027)


def test_a_panel_s_own_closed_days_are_among_them():
    day = date(2026, 12, 29)

    assert day in calendars.closed(Calendar(closed_days=(day,)), 2026, 2026)
