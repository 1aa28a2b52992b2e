"""Until when an approval stands by the panel's rules, though a placement was agreed for longer.

Pure functions of plain values. That it lapses ends no placement: a child lives there. It goes back
to the panel before that day (`steps`), by itself if nobody takes it (`representing`).
"""

from datetime import date, timedelta

from panel import working_days
from panel.policies.schema import Agreement


def holds_until(decided_on: date | None, rules: Agreement) -> date:
    """Return the last day on which something approved may start; None: approved when unknown."""
    if decided_on is None or not rules.approval_max_months:
        return date.max
    return working_days.add_months(decided_on, rules.approval_max_months)


def lapses_on(
    first_day: date, last_day: date, *, decided_on: date | None, rules: Agreement
) -> date:
    """Return the last day for which an agreement from `first_day` to `last_day` is approved."""
    match rules.auto_end:
        case "academic_year":
            return min(last_day, _end_of_academic_year(first_day, rules))
        case "approval":
            return max(first_day, min(last_day, holds_until(decided_on, rules)))
        case "none":
            return last_day


def _end_of_academic_year(first_day: date, rules: Agreement) -> date:
    """Return the first 31 August that leaves time to go back to the panel before it."""
    soonest = first_day + timedelta(weeks=rules.represent_weeks_before_end)
    this_year = date(soonest.year, 8, 31)
    return this_year if soonest <= this_year else date(soonest.year + 1, 8, 31)
