"""The one caller of the system clock.

Doorways ask here once and pass the answer on as `at` or `on`; nothing below a doorway asks again.
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

#: Between these days lies everything that a panel deals with: any other is a slip of the finger.
EARLIEST, LATEST = date(1950, 1, 1), date(2150, 12, 31)


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the date on a London calendar, which in summer turns an hour before UTC's."""
    return date_of(now())


def date_of(at: datetime) -> date:
    """Return the London date on which a moment falls."""
    return at.astimezone(LONDON).date()
