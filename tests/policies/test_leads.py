"""How long before a meeting something must have happened."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel import working_days
from panel.clock import LONDON
from panel.policies import leads
from panel.policies.schema import Lead

ENGLAND = working_days.england(2026, 2027)
FRIDAY = date(2026, 9, 18)
DAYS = st.dates(date(2026, 3, 1), date(2027, 10, 31))
UNITS = ("working_days", "calendar_days", "clear_days")


def last_day(lead: Lead, meeting_on: date = FRIDAY) -> date:
    return leads.last_day(lead, meeting_on=meeting_on, holidays=ENGLAND)


class TestLastDay:
    @pytest.mark.parametrize(
        ("lead", "day"),
        [
            (Lead(days=0), FRIDAY),
            (Lead(days=5), date(2026, 9, 11)),
            (Lead(days=10), date(2026, 9, 4)),
            (Lead(days=14), date(2026, 8, 28)),  # 31 August is a bank holiday
            (Lead(days=7, unit="calendar_days"), date(2026, 9, 11)),
            (Lead(days=7, unit="clear_days"), date(2026, 9, 10)),
            (Lead(days=4, unit="clear_days"), date(2026, 9, 11)),  # the 13th is a Sunday
            (Lead(weekday="wednesday"), date(2026, 9, 16)),
            (Lead(weekday="friday"), date(2026, 9, 11)),
            (Lead(weekday="monday", weeks_earlier=2), date(2026, 8, 28)),  # the bank holiday
        ],
        ids=repr,
    )
    def test_counts_as_the_rule_says(self, lead: Lead, day: date):
        assert last_day(lead) == day

    @given(meeting_on=DAYS, days=st.integers(0, 60), unit=st.sampled_from(UNITS))
    def test_is_a_working_day_not_after_the_meeting(self, meeting_on: date, days: int, unit: str):
        day = last_day(Lead(days=days, unit=unit), meeting_on)

        assert day <= meeting_on
        assert working_days.is_working(day, ENGLAND) or (day, days) == (meeting_on, 0)

    @given(meeting_on=DAYS, days=st.integers(0, 60), unit=st.sampled_from(UNITS))
    def test_a_longer_lead_is_never_later(self, meeting_on: date, days: int, unit: str):
        longer, shorter = Lead(days=days + 1, unit=unit), Lead(days=days, unit=unit)

        assert last_day(longer, meeting_on) <= last_day(shorter, meeting_on)

    @given(meeting_on=DAYS, days=st.integers(0, 60))
    def test_clear_days_ask_for_a_day_more_than_calendar_days(self, meeting_on: date, days: int):
        clear = Lead(days=days, unit="clear_days")

        assert last_day(clear, meeting_on) == last_day(
            Lead(days=days + 1, unit="calendar_days"), meeting_on
        )

    @given(meeting_on=DAYS, days=st.integers(1, 60))
    def test_as_many_working_days_lie_between_as_the_rule_says(self, meeting_on: date, days: int):
        day = last_day(Lead(days=days), meeting_on)

        before = meeting_on - timedelta(1)
        assert working_days.count(day, before, ENGLAND) == days

    @given(meeting_on=DAYS, weekday=st.sampled_from(leads.WEEKDAYS), weeks=st.integers(0, 8))
    def test_a_weekday_lies_in_the_week_before(self, meeting_on: date, weekday: str, weeks: int):
        lead = Lead(weekday=weekday, weeks_earlier=weeks)
        day = leads.last_day(lead, meeting_on=meeting_on, holidays=())

        assert leads.WEEKDAYS[day.weekday()] == weekday
        assert 1 <= (meeting_on - day).days - 7 * weeks <= 7


class TestLastMoment:
    @pytest.mark.parametrize(
        ("lead", "hour"), [(Lead(days=5), 17), (Lead(days=5, by=time(12)), 12)], ids=repr
    )
    def test_ends_the_day_at_the_rule_s_time_or_the_calendar_s(self, lead: Lead, hour: int):
        moment = leads.last_moment(lead, meeting_on=FRIDAY, cutoff=time(17), holidays=ENGLAND)

        assert moment == datetime(2026, 9, 11, hour, tzinfo=LONDON)
