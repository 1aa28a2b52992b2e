"""How long ago a section was told, and by whom."""

from datetime import date, datetime

from panel import clock
from panel.cases.models.sections import Section
from panel.presentation import formatting

MONTHS = 12  # in a year


def told(section: Section, *, at: datetime) -> str:
    """Return when and by whom a section was told, as a question whether it still holds."""
    months = _months(clock.date_of(section.told_at), clock.date_of(at))
    return f"Told {formatting.count(months, 'month')} ago by {section.told_by.name}: still right?"


def _months(first: date, last: date) -> int:
    """Return the whole months between two days."""
    whole = (last.year - first.year) * MONTHS + last.month - first.month
    return whole - (last.day < first.day)
