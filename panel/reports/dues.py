"""Formal reports that are due by the panel's rules, and reminding those who run a fund of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from panel import clock
from panel.agencies import queries as people
from panel.agencies.models import Role
from panel.deadlines import operations as deadlines
from panel.deadlines import reminders
from panel.deadlines.counting import end
from panel.deadlines.durations import length_of
from panel.deadlines.sign_in import sign_in
from panel.policies import queries as versions
from panel.policies.schema import Policy
from panel.pooledbudget.models import FundYear
from panel.presentation.formatting import day
from panel.reports.kinds import Kind
from panel.reports.models import IssuedReport
from panel.working_days import ONE_DAY


@dataclass(frozen=True)
class Due:
    """One report that falls due, on the day after the last that it is of."""

    kind: Kind
    last_day: date

    @property
    def due_on(self) -> date:
        """The first day on which it can be issued."""
        return self.last_day + ONE_DAY

    def is_met_by(self, reports: Iterable[IssuedReport]) -> bool:
        """Say whether one of these reaches so far."""
        return any(one.kind == self.kind and one.last_day >= self.last_day for one in reports)


def dues(rules: Policy, fund_year: FundYear) -> Iterator[Due]:
    """Yield the formal reports of a year, and last its annual return where the rules ask for one.

    SI 2000/617, regulation 7(4): quarterly reports and an annual return. The return tells how the
    panel's work went, so it is the panel's own report of the year as well.
    """
    length, after = length_of(rules.fund.statutory_report_every), fund_year.starts_on
    while after <= fund_year.ends_on:
        after = max(end(length, after, frozenset()), after + ONE_DAY)
        yield Due(Kind.QUARTERLY, min(after - ONE_DAY, fund_year.ends_on))
    if rules.fund.annual_return or rules.reporting.annual:
        yield Due(Kind.ANNUAL, fund_year.ends_on)


def remind(*, at: datetime) -> int:
    """Owe each rung's reminder of every report that is due and not issued; count what is new.

    The ladder is that of approvals. Of a year whose books are closed nothing is asked any more.
    """
    on = clock.date_of(at)
    years = FundYear.objects.filter(starts_on__lte=on, closed_at=None).select_related("fund")
    begun = list(years.prefetch_related("reports"))
    panel_ids = {year.fund.panel_id for year in begun}
    rules = {
        version.panel_id: version.policy
        for version in versions.in_force_on_panels(panel_ids, on=on)
    }
    new = 0
    for year in begun:
        if (policy := rules.get(year.fund.panel_id)) is None:
            continue
        for due in dues(policy, year):
            found = reminders.reached(
                policy.reminders.approval, policy.calendar, due_on=due.due_on, on=on
            )
            if found and not due.is_met_by(year.reports.all()):
                new += _tell(year, due, place=found[0], at=at)
    return new


def _tell(year: FundYear, due: Due, *, place: int, at: datetime) -> int:
    managers = people.holders(Role.FUND_MANAGER, panel_id=year.fund.panel_id, on=clock.date_of(at))
    return deadlines.remind(
        key=f"report/{year.pk}/{due.kind}/{due.last_day:%Y-%m-%d}/{place}",
        recipients=[manager.username for manager in managers],
        subject=f"{year}: {due.kind.label.lower()} to {day(due.last_day)}",
        body=f"By the panel’s rules it is due on {day(due.due_on)}. "
        f"{sign_in('to read and issue it')}",
        at=at,
    )
