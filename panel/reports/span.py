"""The days that a report of a fund year is of: the year so far, or one of its quarters."""

from dataclasses import dataclass, replace
from datetime import date

from panel.pooledbudget.models import FundYear
from panel.working_days import ONE_DAY, add_months

QUARTERS = (1, 2, 3, 4)
WHOLE_YEAR = 0


@dataclass(frozen=True)
class Span:
    """Days of a fund year, both included. `number`: of the quarter, 0 for the whole year.

    `late_on`: the day as of which what is due is late.
    """

    number: int
    first_day: date
    last_day: date
    late_on: date

    def holds(self, day: date | None) -> bool:
        """Say whether a day, if there is one, is within."""
        return day is not None and self.first_day <= day <= self.last_day

    def asked_on(self, today: date, fund_year: FundYear) -> "Span":
        """Return the span as it is seen today: nothing is late by a day that lies ahead.

        What a year still owes after its end grows older until its books are closed.
        """
        runs_on = self.last_day == fund_year.ends_on and fund_year.closed_at is None
        return replace(self, late_on=today) if runs_on or today < self.last_day else self

    @property
    def words(self) -> str:
        """Return what people call it."""
        if self.number == WHOLE_YEAR:
            return "The year"
        return f"Quarter {self.number}"


def span_of(fund_year: FundYear, number: int) -> Span:
    """Return a quarter of a fund year, April to June being the first; or at 0 all of it."""
    if number == WHOLE_YEAR:
        return Span(number, fund_year.starts_on, fund_year.ends_on, fund_year.ends_on)
    first = add_months(fund_year.starts_on, 3 * (number - 1))
    last = add_months(first, 3) - ONE_DAY
    return Span(number, first, last, last)


def spans_of(fund_year: FundYear) -> list[Span]:
    """Return the year and its quarters."""
    return [span_of(fund_year, number) for number in (WHOLE_YEAR, *QUARTERS)]
