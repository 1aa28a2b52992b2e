"""Forecasts as they were made, a day's each: what a year was thought to come to, and why."""

from django.db import models
from django.db.models import Q

from panel.agencies.models import Agency
from panel.leases import Leased
from panel.pooledbudget.forecasts.outturn import Outturn


class Forecast(Leased):
    """What a fund's years are forecast to come to, owed for a day and then made by a worker.

    Attributes:
        fund_year: the year that holds the day; the forecast also tells of the two after it.
        made_at: None while it is owed.
    """

    fund_year = models.ForeignKey(
        "pooledbudget.FundYear", on_delete=models.PROTECT, related_name="forecasts"
    )
    number = models.PositiveIntegerField()  # from 1 in its year
    owed_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("fund_year_id", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["fund_year", "number"], name="forecast_number_is_unique_in_its_year"
            ),
            models.UniqueConstraint(
                fields=["fund_year"],
                condition=Q(made_at=None),
                name="forecast_is_owed_once_a_year_of_a_fund",
            ),
        )

    def __str__(self) -> str:
        return f"{self.fund_year}, forecast {self.number}"


class ForecastFigure(models.Model):
    """What an agency is forecast to pay in one year for one kind of cost line. Never changed."""

    forecast = models.ForeignKey(Forecast, on_delete=models.PROTECT, related_name="figures")
    year = models.PositiveSmallIntegerField()  # of its April
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )  # None for costs that nobody is to pay yet
    kind = models.CharField(max_length=20, blank=True)  # empty for what no cost line explains
    actual_pence = models.BigIntegerField()
    committed_pence = models.BigIntegerField()
    expected_pence = models.BigIntegerField()
    pipeline_pence = models.BigIntegerField()

    class Meta:
        ordering = ("forecast_id", "year", "agency", "kind")
        constraints = (
            models.UniqueConstraint(
                fields=["forecast", "year", "agency", "kind"],
                name="forecast_figure_is_one_an_agency_and_kind",
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        return f"{self.forecast}: {self.outturn.outturn_pence}p in {self.year}"

    @property
    def outturn(self) -> Outturn:
        """The four parts as one value."""
        parts = ("actual", "committed", "expected", "pipeline")
        return Outturn(*(getattr(self, f"{part}_pence") for part in parts))


class ForecastWorking(models.Model):
    """What one request adds to the newest forecast of a year beyond what the ledger holds.

    That of earlier forecasts isn't kept: their figures are.
    """

    forecast = models.ForeignKey(Forecast, on_delete=models.PROTECT, related_name="workings")
    year = models.PositiveSmallIntegerField()
    reference = models.CharField(max_length=80)
    standing = models.CharField(max_length=40)  # the stage of the request, in words
    likelihood_basis_points = models.PositiveSmallIntegerField(null=True, blank=True)
    full_pence = models.BigIntegerField()
    counted_pence = models.BigIntegerField()

    class Meta:
        ordering = ("forecast_id", "year", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["forecast", "year", "reference"],
                name="forecast_working_is_one_a_request_and_year",
            ),
        )

    def __str__(self) -> str:
        return f"{self.reference}: {self.counted_pence}p in {self.year}"


class ForecastMonth(models.Model):
    """What the days of one month cost by the newest forecast, whenever they are paid for."""

    forecast = models.ForeignKey(Forecast, on_delete=models.PROTECT, related_name="months")
    first = models.DateField()
    last = models.DateField()
    approved_pence = models.BigIntegerField()
    pipeline_pence = models.BigIntegerField()

    class Meta:
        ordering = ("forecast_id", "first")
        constraints = (
            models.UniqueConstraint(
                fields=["forecast", "first"], name="forecast_month_is_one_of_its_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.forecast}, {self.first:%B %Y}"


class ForecastDrawing(models.Model):
    """One chart of the newest forecast, as SVG, for one width of page."""

    forecast = models.ForeignKey(Forecast, on_delete=models.PROTECT, related_name="drawings")
    chart = models.CharField(max_length=20)
    size = models.CharField(max_length=20)
    svg = models.TextField()

    class Meta:
        ordering = ("forecast_id", "chart", "size")
        constraints = (
            models.UniqueConstraint(
                fields=["forecast", "chart", "size"], name="forecast_drawing_is_one_a_size"
            ),
        )

    def __str__(self) -> str:
        return f"{self.forecast}, {self.chart}, {self.size}"
