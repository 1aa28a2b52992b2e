"""The reports that the sample panel's fund manager has signed off, and who has received them."""

from datetime import datetime

from panel.agencies.models import Role
from panel.clock import date_of
from panel.pooledbudget.models import FundYear
from panel.reports import operations
from panel.reports.kinds import Kind
from panel.reports.span import Span, span_of, spans_of
from panel.sample import people

WHY = (
    "One residential place was agreed in the quarter and two day places began later than planned, "
    "so less was spent than had been promised. The risk is a second placement far away, for which "
    "no money is reserved; the panel weighs two local offers first."
)
WHY_THAT_YEAR = (
    "Every placement that was promised in the year was delivered, invoiced and paid for. Less was "
    "spent than partners had paid in; what was left was given back in proportion to it."
)


def sign_off(*, at: datetime) -> None:
    """Sign off the annual return of the closed years, as they closed, and each quarter gone by.

    Health has received the first of them; the others wait for partners to say so.
    """
    for fund_year in FundYear.objects.filter(starts_on__lte=at).order_by("starts_on"):
        signed_at = fund_year.closed_at or at
        for kind, span in _over(fund_year, at):
            report = operations.issue(
                fund_year_id=fund_year.pk,
                kind=kind,
                span=span,
                commentary=WHY_THAT_YEAR if kind is Kind.ANNUAL else WHY,
                by=people.one(Role.FUND_MANAGER),
                at=signed_at,
            )
            if report.number == 1:
                health = fund_year.fund.panel.agencies.get(code=people.HEALTH)
                lead = people.one(Role.AGENCY_LEAD, people.HEALTH)
                operations.receive(report_id=report.pk, agency_id=health.pk, by=lead, at=signed_at)


def _over(fund_year: FundYear, at: datetime) -> list[tuple[Kind, Span]]:
    """Return what is to be signed off: a closed year's return, an open one's quarters gone by."""
    if fund_year.closed_at:
        return [(Kind.ANNUAL, span_of(fund_year, 0))]
    _, *quarters = spans_of(fund_year)
    return [(Kind.QUARTERLY, span) for span in quarters if span.last_day < date_of(at)]
