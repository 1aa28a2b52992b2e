"""What has happened to a child's education, health and care plan while a request is open."""

from django.db import models
from django.db.models import Q

from panel.agencies.models import Person
from panel.cases.models.request import PlacementRequest
from panel.cases.plan.steps import PlanStepKind


class PlanStep(models.Model):
    """One thing done about a child's plan, and the day. It may be taken back, once; no more.

    Attributes:
        taken_back_because: why it was recorded wrongly; empty while it stands.
    """

    placement_request = models.ForeignKey(
        PlacementRequest, on_delete=models.PROTECT, related_name="plan_steps"
    )
    kind = models.CharField(max_length=20, choices=PlanStepKind.choices)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    taken_back_because = models.CharField(max_length=200, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ("placement_request_id", "happened_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["placement_request", "kind", "happened_on"],
                condition=Q(taken_back_at=None),
                name="plan_step_is_recorded_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None, taken_back_because="")
                | (
                    Q(taken_back_at__isnull=False, taken_back_by__isnull=False)
                    & ~Q(taken_back_because="")
                ),
                name="plan_step_is_taken_back_by_somebody_for_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.placement_request}: {self.get_kind_display()}"
