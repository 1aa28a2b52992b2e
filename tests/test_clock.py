from datetime import UTC, date, datetime, timedelta

import time_machine

from panel import clock


def test_now_is_aware_and_in_utc():
    assert clock.now().utcoffset() == timedelta(0)


@time_machine.travel(datetime(2026, 6, 30, 23, 30, tzinfo=UTC), tick=False)
def test_today_turns_at_midnight_in_london_summer_time():
    assert clock.today() == date(2026, 7, 1)


@time_machine.travel(datetime(2026, 12, 31, 23, 30, tzinfo=UTC), tick=False)
def test_today_turns_at_midnight_in_london_winter_time():
    assert clock.today() == date(2026, 12, 31)
