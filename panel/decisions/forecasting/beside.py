"""A scenario's years beside those that are forecast: what page and JSON both answer with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from panel.agencies.models import Agency
from panel.decisions.forecasting import working_out
from panel.decisions.forecasting.asking import WhatIfPart, assumed
from panel.decisions.forecasting.gathering import agenda_day
from panel.decisions.forecasting.working_out import Years
from panel.money import Pence
from panel.pooledbudget.forecasts import queries as forecasts
from panel.pooledbudget.forecasts.outturn import YEARS, Outturn, YearForecast
from panel.pooledbudget.models import FundYear


@dataclass(frozen=True)
class Compared:
    """What is forecast now, what would be, and the budgets for it by agency's code."""

    fund_year: FundYear
    agencies: list[Agency]
    now: Years
    then: Years
    budgets: Mapping[int, Mapping[str, Pence]]
    agenda: date | None  # of the meeting whose requests are assumed to be approved


def compared(fund_year: FundYear, asked: WhatIfPart, *, on: date) -> Compared:
    """Work both out from the same rows, as they are on a day."""
    known = working_out.known(fund_year, on=on)
    year, last = fund_year.year, fund_year.year + YEARS - 1
    return Compared(
        fund_year=fund_year,
        agencies=_agencies(fund_year),
        now=known.years(),
        then=known.years(assumed(asked, fund_year, on=on)),
        budgets=forecasts.budgets(fund_year.fund_id, since=year, until=last),
        agenda=agenda_day(fund_year.fund.panel_id) if asked.approve_agenda else None,
    )


def told(found: Compared) -> dict[str, Any]:
    """Return it as JSON can keep it."""
    return {
        "now": _figures(found.now),
        "then": _figures(found.then),
        "paid": {str(year): dict(budgets) for year, budgets in found.budgets.items()},
        "agenda": found.agenda.isoformat() if found.agenda else "",
    }


def kept(fund_year: FundYear, answer: Mapping[str, Any]) -> Compared:
    """Return what `told` wrote."""
    return Compared(
        fund_year=fund_year,
        agencies=_agencies(fund_year),
        now=_years(answer["now"]),
        then=_years(answer["then"]),
        budgets={int(year): budgets for year, budgets in answer["paid"].items()},
        agenda=date.fromisoformat(day) if (day := answer.get("agenda")) else None,
    )


def _agencies(fund_year: FundYear) -> list[Agency]:
    agencies = Agency.objects.filter(accounts__fund_year=fund_year)
    return list(agencies.distinct().order_by("code"))


def _figures(years: Years) -> dict[str, list[list[object]]]:
    return {
        str(year): [[*key, *part.parts] for key, part in found.figures.items()]
        for year, found in years.items()
    }


def _years(told: Mapping[str, list[list[Any]]]) -> Years:
    return {
        int(year): YearForecast(
            {(agency, kind): Outturn(*parts) for agency, kind, *parts in figures}, ()
        )
        for year, figures in told.items()
    }
