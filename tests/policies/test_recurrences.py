"""The days on which a panel meets by its rules."""

from datetime import date, timedelta
from itertools import islice, pairwise

from hypothesis import given
from hypothesis import strategies as some

from panel import working_days
from panel.policies import recurrences
from panel.policies.leads import WEEKDAYS
from panel.policies.schema.meetings import Recurrence

SECOND_TUESDAY = Recurrence(every="month", weekday="tuesday", week_of_month=2)
LAST_FRIDAY = Recurrence(every="month", weekday="friday", week_of_month=-1)
NOWHERE_CLOSED: frozenset[date] = frozenset()


def following(rule: Recurrence, after: date, *closed: date) -> list[date]:
    return list(islice(recurrences.days(rule, after=after, holidays=frozenset(closed)), 3))


def test_are_the_nth_such_weekday_of_each_month():
    assert following(SECOND_TUESDAY, date(2026, 9, 8)) == [
        date(2026, 10, 13),
        date(2026, 11, 10),
        date(2026, 12, 8),
    ]


def test_are_the_last_such_weekday_where_the_rule_says_so():
    assert following(LAST_FRIDAY, date(2026, 9, 7))[:2] == [date(2026, 9, 25), date(2026, 10, 30)]


def test_of_every_third_month_begin_with_january():
    quarterly = SECOND_TUESDAY.model_copy(update={"interval": 3})

    assert [day.month for day in following(quarterly, date(2026, 9, 7))] == [10, 1, 4]


def test_give_way_to_the_next_working_day_where_offices_are_closed():
    assert following(LAST_FRIDAY, date(2026, 9, 7), date(2026, 9, 25))[0] == date(2026, 9, 28)


@given(
    some.builds(
        Recurrence,
        every=some.just("week"),
        interval=some.integers(1, 12),
        weekday=some.sampled_from(WEEKDAYS),
    ),
    some.dates(date(2020, 1, 1), date(2040, 1, 1)),
)
def test_of_weeks_come_at_one_distance_whenever_they_are_asked(rule: Recurrence, after: date):
    first, second, third = following(rule, after)

    assert first > after
    assert second - first == third - second == timedelta(weeks=rule.interval)
    assert following(rule, first) == [second, third, third + timedelta(weeks=rule.interval)]


@given(
    some.builds(
        Recurrence,
        every=some.just("month"),
        interval=some.integers(1, 12),
        weekday=some.sampled_from(WEEKDAYS),
        week_of_month=some.sampled_from([1, 2, 3, 4, -1]),
    ),
    some.dates(date(2020, 1, 1), date(2040, 1, 1)),
)
def test_of_months_are_that_weekday_and_none_is_missed(rule: Recurrence, after: date):
    days = following(rule, after)

    assert all(WEEKDAYS[day.weekday()] == rule.weekday for day in days)
    assert after < days[0] <= working_days.add_months(after, rule.interval + 1)
    months = [day.year * 12 + day.month for day in days]
    assert {later - sooner for sooner, later in pairwise(months)} == {rule.interval}
