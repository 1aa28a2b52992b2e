"""When what is owed about a variance is due, by the panel's rules. Pure but for the year's row."""

from datetime import date

from panel.deadlines.counting import end
from panel.deadlines.durations import length_of
from panel.policies.schema import Duration
from panel.policies.schema import Fund as Terms
from panel.pooledbudget.models import FundYear
from panel.working_days import ONE_DAY


def plan_due(terms: Terms, fund_year: FundYear, *, meets_on: date | None, on: date) -> date:
    """Return when a plan is due: at the next meeting, or with the next report if none is planned.

    Args:
        meets_on: the day of that meeting, after `on`.
        on: the day on which the variance was found.
    """
    if terms.action_plan_due == "next_meeting" and meets_on is not None:
        return meets_on
    return next_report(terms.report_every, fund_year, on=on)


def next_report(every: Duration, fund_year: FundYear, *, on: date) -> date:
    """Return the first day after `on` on which partners see the figures, counted from 1 April."""
    length = length_of(every)
    due = fund_year.starts_on
    while due <= on:
        due = max(end(length, due, frozenset()), due + ONE_DAY)
    return due
