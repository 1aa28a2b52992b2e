"""What the sample panel's fund is forecast to come to, and what is done about it."""

from datetime import datetime

from panel import clock
from panel.agencies.models import Role
from panel.decisions import operations as decisions
from panel.pooledbudget import operations as fund
from panel.pooledbudget.models import FundYear
from panel.pooledbudget.variances import queries as variances
from panel.sample import people

ACTIONS = """Ask the two dearest providers for a lower rate from April.
Look for a local place, with transport, for each child more than an hour away from home.
Agree with the other partners whether the pool bears what remains."""


def forecast(*, at: datetime) -> None:
    """Make the forecast of today's year that a worker would have made this morning."""
    today = clock.date_of(at)
    for fund_year in FundYear.objects.filter(starts_on__lte=today, ends_on__gte=today):
        owed = fund.owe_forecast(fund_year_id=fund_year.pk, at=at)
        decisions.make_forecast(forecast_id=owed.pk, at=at)
        _plan(fund_year, at=at)


def _plan(fund_year: FundYear, *, at: datetime) -> None:
    """Have the agency's lead answer for a plan against the first variance that was found."""
    for alert in variances.standing(fund_year)[:1]:
        agency = alert.agency.code if alert.agency else people.EDUCATION
        fund.make_plan(
            fund_year_id=fund_year.pk,
            agency_id=alert.agency_id,
            owner_id=people.one(Role.AGENCY_LEAD, agency).pk,
            actions=ACTIONS,
            by=people.one(Role.FUND_MANAGER),
            at=at,
        )
