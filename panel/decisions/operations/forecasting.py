"""Making a forecast that is owed: nothing so slow belongs into a page."""

from collections.abc import Mapping
from datetime import datetime

from panel import clock, leases, queue
from panel.decisions.forecasting import working_out
from panel.pooledbudget import operations as fund
from panel.pooledbudget.models import Forecast


def make_forecast(*, forecast_id: int, at: datetime) -> Forecast | None:
    """Make one owed forecast; None when it is made already or another worker holds it."""
    forecast = fund.claim_forecast(forecast_id=forecast_id, at=at)
    if forecast is None:
        return None
    years = working_out.known(forecast.fund_year, on=clock.date_of(at)).years()
    return fund.keep_forecast(forecast_id=forecast.pk, years=years, at=at)


def sweep_forecasts(*, at: datetime) -> Mapping[str, int]:
    """Owe today's forecasts, and call workers to those that nobody makes."""
    owed = fund.owe_todays_forecasts(at=at)
    offered = leases.offer(Forecast.objects.filter(made_at=None), at=at)
    for forecast_id in offered:
        queue.call("make_forecast", [forecast_id])
    return {"forecasts owed": owed, "forecasts offered to the workers": len(offered)}
