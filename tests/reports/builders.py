"""A report that was signed off."""

from datetime import UTC, datetime

from panel.agencies.models import Role
from panel.pooledbudget.models import FundYear
from panel.reports import operations
from panel.reports.kinds import Kind
from panel.reports.models import IssuedReport
from panel.reports.span import span_of
from tests.builders import a_person

OCTOBER = datetime(2026, 10, 1, 9, tzinfo=UTC)
WHY = "Two children came later than planned."


def a_report(
    fund_year: FundYear, kind: Kind = Kind.QUARTERLY, quarter: int = 1, commentary: str = WHY
) -> IssuedReport:
    """Return a report of a year or a quarter that the fund manager signed off in October."""
    return operations.issue(
        fund_year_id=fund_year.pk,
        kind=kind,
        span=span_of(fund_year, quarter),
        commentary=commentary,
        by=a_person(Role.FUND_MANAGER),
        at=OCTOBER,
    )
