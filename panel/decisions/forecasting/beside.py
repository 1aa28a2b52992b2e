"""A scenario's years beside those that are forecast: what page and JSON both answer with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from panel.agencies.models import Agency
from panel.decisions.forecasting import working_out
from panel.decisions.forecasting.asking import WhatIfPart, assumed
from panel.decisions.forecasting.working_out import Years
from panel.money import Pence
from panel.pooledbudget.forecasts import queries as forecasts
from panel.pooledbudget.forecasts.outturn import YEARS
from panel.pooledbudget.models import FundYear


@dataclass(frozen=True)
class Compared:
    """What is forecast now, what would be, and what is paid in for it by agency's code."""

    fund_year: FundYear
    agencies: list[Agency]
    now: Years
    then: Years
    paid: Mapping[int, Mapping[str, Pence]]


def compared(fund_year: FundYear, asked: WhatIfPart, *, on: date) -> Compared:
    """Work both out from the same rows, as they are on a day."""
    known = working_out.known(fund_year, on=on)
    year, last = fund_year.year, fund_year.year + YEARS - 1
    agencies = Agency.objects.filter(accounts__fund_year=fund_year)
    return Compared(
        fund_year=fund_year,
        agencies=list(agencies.distinct().order_by("code")),
        now=known.years(),
        then=known.years(assumed(asked, fund_year, on=on)),
        paid=forecasts.contributions(fund_year.fund_id, since=year, until=last),
    )
