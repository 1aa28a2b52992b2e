"""Turns a length of time as a policy writes it into one that clocks count."""

from panel.deadlines.counting import Length, Unit
from panel.policies.schema import Duration

HOURS_A_DAY = 24


def length_of(within: Duration) -> Length:
    """Return a time as clocks count it: in whole days at least, hours rounded up to them."""
    match within.unit:
        case "hours":
            return Length(-(-within.count // HOURS_A_DAY), Unit.CALENDAR_DAYS)
        case "clear_days":  # the first and the last aren't counted
            return Length(within.count + 1, Unit.CALENDAR_DAYS)
        case unit:
            return Length(within.count, Unit(unit.replace("_", " ")))
