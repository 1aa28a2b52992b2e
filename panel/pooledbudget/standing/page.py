"""The page of a year of the fund, put together for one reader."""

from collections.abc import Iterable
from typing import Any

from panel.agencies.access import Access
from panel.agencies.models import Agency
from panel.pooledbudget import holdings, queries
from panel.pooledbudget.forecasts import chart_presenters as charts
from panel.pooledbudget.forecasts import queries as forecasts
from panel.pooledbudget.forecasts.presenters import forecast_tile
from panel.pooledbudget.forecasts.queries import Forecasted
from panel.pooledbudget.models import FundYear
from panel.pooledbudget.rollovers import presenters as rollover_presenters
from panel.pooledbudget.rollovers import queries as rollovers
from panel.pooledbudget.standing import figures, presenters, tiles
from panel.pooledbudget.variances import presenters as plan_presenters
from panel.pooledbudget.variances import queries as variances
from panel.pooledbudget.year_end import queries as year_end
from panel.presentation.parts import Chart


def standing(shown: FundYear, access: Access, *, keeps: bool) -> dict[str, Any]:
    """Return what `fund.html` shows of a year. `keeps`: whether this reader keeps its fund."""
    forecast = forecasts.newest(shown)
    return {
        "fund_year": shown,
        "ways": presenters.ways(shown, is_forecast=forecast is not None),
        "about": presenters.about(shown),
        "forecast": forecast,
        **_figures(shown, forecast),
        "last": queries.newest_entry(shown),
        "keeps": keeps,
        "warnings": [
            *rollover_presenters.warnings(list(rollovers.refused(shown))),
            *plan_presenters.warnings(
                variances.standing(shown), list(variances.plans(shown)), shown, keeps=keeps
            ),
        ],
        "who_reopens": year_end.who_reopens(shown.fund),
        "may_reopen": shown.closed_at and year_end.may_reopen(shown.fund, access),
    }


def _figures(shown: FundYear, forecast: Forecasted | None) -> dict[str, Any]:
    """Return the year's figures: at a glance, drawn, and agency by agency."""
    position = queries.position(shown)
    agencies = Agency.objects.in_bulk(list(position.agencies))
    listed = figures.entries(queries.moved(shown), shown)
    paid_back = holdings.paid_back(shown)
    return {
        "tiles": (
            *tiles.tiles(position, shown, listed, paid_back),
            *forecast_tile(forecast, shown),
        ),
        "promisable": tiles.promisable(position),
        "charts": _charts(forecast, agencies.values()) if forecast else [],
        "headings": figures.HEADINGS,
        "lines": figures.lines(position, agencies, shown, listed),
        "whole": figures.whole(position, shown, listed),
    }


def _charts(forecast: Forecasted, agencies: Iterable[Agency]) -> list[Chart]:
    """Return the charts that were drawn with a forecast, beside their numbers."""
    drawings = list(forecast.forecast.drawings.all())
    months = list(forecast.forecast.months.all())
    return [
        charts.by_month(forecast, months, drawings),
        charts.by_agency(forecast, sorted(agencies, key=lambda one: one.code), drawings),
    ]
