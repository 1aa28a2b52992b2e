"""What is done about a forecast that goes past its budget: alerts, and plans against them."""

from django.db import models
from django.db.models import F, Q

from panel.agencies.models import Agency, Person
from panel.pooledbudget.models.forecasts import Forecast


class VarianceAlert(models.Model):
    """A forecast has passed a variance that the panel's rules name, for an agency or the whole."""

    fund_year = models.ForeignKey(
        "pooledbudget.FundYear", on_delete=models.PROTECT, related_name="alerts"
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )  # None for the whole fund
    level_basis_points = models.PositiveSmallIntegerField()  # that the rules name
    forecast = models.ForeignKey(Forecast, on_delete=models.PROTECT, related_name="alerts")
    variance_pence = models.BigIntegerField()  # when it was raised
    variance_basis_points = models.IntegerField()
    plan_due_on = models.DateField()
    raised_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("fund_year_id", "-level_basis_points", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["fund_year", "agency", "level_basis_points"],
                condition=Q(ended_at=None),
                name="alert_is_raised_once_while_it_lasts",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(variance_pence__gt=0), name="alert_is_of_a_forecast_over_contributions"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("raised_at")),
                name="alert_ends_after_it_is_raised",
            ),
        )

    def __str__(self) -> str:
        return f"{self.fund_year}, {self.agency or 'whole fund'}: {self.variance_pence}p over"


class ActionPlan(models.Model):
    """What is to be done against a variance, by whom."""

    fund_year = models.ForeignKey(
        "pooledbudget.FundYear", on_delete=models.PROTECT, related_name="action_plans"
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )  # None for the whole fund
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    actions = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ("fund_year_id", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["fund_year", "agency"],
                condition=Q(ended_at=None),
                name="action_plan_is_one_while_it_lasts",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=~Q(actions=""), name="action_plan_says_what_is_done"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, outcome="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(outcome="")),
                name="action_plan_ended_has_at_by_and_outcome",
            ),
        )

    def __str__(self) -> str:
        return f"Action plan {self.pk}, {self.fund_year}"


class PlanProgress(models.Model):
    """What was told of a plan's progress, once. Never changed."""

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="progress")
    number = models.PositiveSmallIntegerField()  # from 1
    said = models.TextField()
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("plan_id", "number")
        verbose_name_plural = "plan progress"
        constraints = (
            models.UniqueConstraint(
                fields=["plan", "number"], name="progress_number_is_unique_on_its_plan"
            ),
            models.CheckConstraint(condition=~Q(said=""), name="progress_says_something"),
        )

    def __str__(self) -> str:
        return f"{self.plan}, progress {self.number}"
