"""Owing a forecast, and keeping what a worker made of it.

What it is made from lies above the ledger: see `panel.decisions.forecasting`.
"""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from panel import clock, queue
from panel.agencies.models import Agency, Person
from panel.audit import log
from panel.leases import claim
from panel.pooledbudget.forecasts import queries as forecasts
from panel.pooledbudget.forecasts.outturn import Made, YearForecast
from panel.pooledbudget.models import (
    Forecast,
    ForecastDrawing,
    ForecastFigure,
    ForecastMonth,
    ForecastWorking,
    FundYear,
)
from panel.pooledbudget.operations.years.opening import locked_year, require_keeper
from panel.refusals import Refusal

LONGEST_RUN = timedelta(minutes=2)  # of the actor that makes one
LEASE = LONGEST_RUN + timedelta(seconds=30)  # so that none runs out under it


class NotRunning(Refusal):
    """Raised when a forecast is asked for of a year that isn't now, or whose books are closed."""


@transaction.atomic
def ask_for_forecast(*, fund_year_id: int, by: Person, at: datetime) -> Forecast:
    """Owe a forecast because somebody asks; while one is owed, asking again changes nothing.

    Raises:
        access.Refused: this person doesn't post to the panel's fund.
        NotRunning: the year doesn't hold the day, or its books are closed.
    """
    fund_year = locked_year(fund_year_id)
    require_keeper(by, panel_id=fund_year.fund.panel_id, at=at)
    if not fund_year.is_running(clock.date_of(at)):
        raise NotRunning(f"{fund_year} isn’t forecast: its books are closed, or it isn’t now.")
    owed = fund_year.forecasts.filter(made_at=None).first()
    if owed is None:
        owed = owe_forecast(fund_year_id=fund_year_id, at=at)
        payload = {"year": fund_year.year, "number": owed.number}
        subject = f"fund {fund_year.fund.code}"
        log.record(subject=subject, kind="forecast_asked", by=by, at=at, payload=payload)
    return owed


@transaction.atomic
def owe_forecast(*, fund_year_id: int, at: datetime) -> Forecast:
    """Owe a forecast of a fund year; the one that is owed already, if one is."""
    fund_year = locked_year(fund_year_id)
    owed = fund_year.forecasts.filter(made_at=None).first()
    if owed is not None:
        return owed
    number = fund_year.forecasts.count() + 1
    forecast = Forecast.objects.create(fund_year=fund_year, number=number, owed_at=at)
    queue.after_commit("make_forecast", [forecast.pk])
    return forecast


def owe_todays_forecasts(*, at: datetime) -> int:
    """Owe one for each open year that holds the day of `at` and has none of that day; count them.

    So for one whose budget has changed since the newest was made, with the chart that shows it.
    Safe beside other sweeps.
    """
    today = clock.date_of(at)
    midnight = datetime.combine(today, time(), tzinfo=clock.LONDON)
    running = FundYear.objects.filter(starts_on__lte=today, ends_on__gte=today, closed_at=None)
    without = running.filter(
        ~Exists(Forecast.objects.filter(fund_year=OuterRef("pk"), owed_at__gte=midnight))
        | forecasts.budgeted_otherwise()
    )
    ids = list(without.values_list("pk", flat=True))
    for fund_year_id in ids:
        owe_forecast(fund_year_id=fund_year_id, at=at)
    return len(ids)


def claim_forecast(*, forecast_id: int, at: datetime) -> Forecast | None:
    """Lease one that is owed; None when it is made already or another worker has it."""
    owed = Forecast.objects.filter(made_at=None).select_related("fund_year__fund")
    return claim(owed, forecast_id, first=LEASE, at=at)


@transaction.atomic
def keep_forecast(*, forecast_id: int, made: Made, at: datetime) -> Forecast | None:
    """Keep what a forecast came to; None when another worker has kept it already.

    Of those before it only the figures are kept.
    """
    forecast = Forecast.objects.select_for_update().get(pk=forecast_id)
    if forecast.made_at is not None:
        return None
    ids = dict(Agency.objects.values_list("code", "pk"))
    ForecastFigure.objects.bulk_create(_figures(forecast, made.years, ids))
    for of_the_newest in (ForecastWorking, ForecastMonth, ForecastDrawing):
        of_the_newest.objects.filter(forecast__fund_year=forecast.fund_year_id).delete()
    ForecastWorking.objects.bulk_create(_workings(forecast, made.years), batch_size=2_000)
    ForecastMonth.objects.bulk_create(
        ForecastMonth(forecast=forecast, **vars(month)) for month in made.months
    )
    ForecastDrawing.objects.bulk_create(
        ForecastDrawing(forecast=forecast, chart=chart, size=size, svg=svg)
        for (chart, size), svg in made.drawings.items()
    )
    forecast.made_at, forecast.lease_until, forecast.last_error = at, None, ""
    forecast.save(update_fields=["made_at", "lease_until", "last_error"])
    return forecast


def _figures(
    forecast: Forecast, years: Mapping[int, YearForecast], ids: Mapping[str, int]
) -> list[ForecastFigure]:
    return [
        ForecastFigure(
            forecast=forecast,
            year=year,
            agency_id=ids.get(code),
            kind=kind,
            actual_pence=part.actual_pence,
            committed_pence=part.committed_pence,
            expected_pence=part.expected_pence,
            pipeline_pence=part.pipeline_pence,
        )
        for year, of_year in years.items()
        for (code, kind), part in of_year.figures.items()
    ]


def _workings(forecast: Forecast, years: Mapping[int, YearForecast]) -> list[ForecastWorking]:
    return [
        ForecastWorking(
            forecast=forecast,
            year=year,
            reference=working.reference,
            standing=working.standing,
            likelihood_basis_points=working.likelihood,
            full_pence=working.full_pence,
            counted_pence=working.counted_pence,
        )
        for year, of_year in years.items()
        for working in of_year.workings
    ]
