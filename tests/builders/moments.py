"""The days on which the tests' requests are asked for, heard and placed, and whom they concern."""

from datetime import UTC, date, datetime

from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE

MONDAY_9AM = datetime(2026, 9, 7, 8, tzinfo=UTC)  # nine o'clock in London
MEETING_DAY = datetime(2026, 9, 21, 8, tzinfo=UTC)
YEAR = 2026
FIRST_DAY = date(2026, 10, 5)
PLACED = datetime(2026, 10, 5, 16, tzinfo=UTC)  # at the end of the first day
AGENCIES = (EDUCATION, HEALTH, SOCIAL_CARE)
