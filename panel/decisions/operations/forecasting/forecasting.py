"""Making a forecast that is owed: nothing so slow belongs into a page."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from panel import clock, leases, queue
from panel.decisions.forecasting import gathering, working_out
from panel.decisions.operations.forecasting.asking_what_if import offer_what_ifs
from panel.pooledbudget import operations as fund
from panel.pooledbudget.forecasts import drawings as forecast_drawings
from panel.pooledbudget.forecasts.outturn import Made
from panel.pooledbudget.models import Forecast


def make_forecast(*, forecast_id: int, at: datetime) -> Forecast | None:
    """Make one owed forecast; None when it is made already or another worker holds it."""
    forecast = fund.claim_forecast(forecast_id=forecast_id, at=at)
    if forecast is None:
        return None
    fund_year, on = forecast.fund_year, clock.date_of(at)
    known = working_out.known(fund_year, on=on)
    years, months = known.years(), known.months(fund_year.year)
    drawings = forecast_drawings.drawn(fund_year, years[fund_year.year], months, on=on)
    made = Made(years=years, months=months, drawings=drawings)
    with transaction.atomic():
        kept = fund.keep_forecast(forecast_id=forecast.pk, made=made, at=at)
        if kept is not None:
            meets_on = gathering.next_meeting_day(fund_year.fund.panel_id, after=on)
            fund.judge_variance(forecast=kept, meets_on=meets_on, at=at)
            fund.remind_of_dues(fund_year=fund_year, at=at)
    return kept


def sweep_forecasts(*, at: datetime) -> Mapping[str, int]:
    """Owe today's forecasts, and call workers to those that nobody makes."""
    owed = fund.owe_todays_forecasts(at=at)
    offered = leases.offer(Forecast.objects.filter(made_at=None), at=at)
    for forecast_id in offered:
        queue.call("make_forecast", [forecast_id])
    return {
        "forecasts owed": owed,
        "forecasts offered to the workers": len(offered),
        "questions what if offered to the workers": offer_what_ifs(at=at),
    }
