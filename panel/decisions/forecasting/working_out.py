"""From a fund year to its forecast: reads what is planned and held, and adds it up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from panel.cases.costs.costing import Period
from panel.decisions.forecasting import forecast, gathering
from panel.decisions.forecasting.forecast import Holding
from panel.decisions.forecasting.months import by_month
from panel.decisions.forecasting.planned import Planned
from panel.decisions.forecasting.scenarios import Scenario, applied
from panel.money import BasisPoints
from panel.policies import queries as versions
from panel.pooledbudget import queries as funds
from panel.pooledbudget.forecasts.outturn import YEARS, MonthForecast, YearForecast
from panel.pooledbudget.models import FundYear

Years = Mapping[int, YearForecast]  # by the year of its April


@dataclass(frozen=True)
class Known:
    """What a fund's years are forecast from. `held`: the year of its April → by reference."""

    plans: Sequence[Planned]
    held: Mapping[int, Mapping[str, Holding]]

    def years(self, scenario: Scenario | None = None) -> Years:
        """Return what each year comes to; with a scenario, what it would."""
        plans = applied(scenario, self.plans) if scenario else self.plans
        return {
            year: forecast.of_year(plans, held, span(year)) for year, held in self.held.items()
        }

    def months(self, year: int) -> list[MonthForecast]:
        """Return what each month of a year costs."""
        return by_month(self.plans, self.held[year], span(year))


def known(fund_year: FundYear, *, on: date) -> Known:
    """Read what is planned and held in a fund's year and the two after it.

    Of several funds of a panel, what isn't in the ledger yet falls on the one it will draw on.

    Args:
        on: the day whose rules say how likely what isn't decided is.
    """
    fund = fund_year.fund
    is_drawn_on = funds.year_of(panel_id=fund.panel_id, day=fund_year.starts_on) == fund_year
    pipeline = versions.fund_terms_of(fund.panel_id, on=on).pipeline if is_drawn_on else ()
    held = {
        year: gathering.holdings(fund.pk, year=year)
        for year in range(fund_year.year, fund_year.year + YEARS)
    }
    plans = gathering.planned(
        fund.panel_id,
        since=fund_year.starts_on if is_drawn_on else date.max,
        likelihoods={likely.stage: BasisPoints(likely.basis_points) for likely in pipeline},
        held={reference for of_year in held.values() for reference in of_year},
    )
    return Known(plans, held)


def span(year: int) -> Period:
    """Return the financial year that begins in April of a year."""
    return Period(date(year, 4, 1), date(year + 1, 3, 31))
