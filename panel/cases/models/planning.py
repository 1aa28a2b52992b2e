"""What has happened to a child's education, health and care plan while a request is open."""

from django.db import models

from panel.agencies.models import Person
from panel.cases.models.request import PlacementRequest
from panel.cases.plan_steps import PlanStepKind


class PlanStep(models.Model):
    """One thing done about a child's plan, and the day. Never changed."""

    placement_request = models.ForeignKey(
        PlacementRequest, on_delete=models.PROTECT, related_name="plan_steps"
    )
    kind = models.CharField(max_length=20, choices=PlanStepKind.choices)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("placement_request", "happened_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["placement_request", "kind", "happened_on"],
                name="plan_step_is_recorded_once_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.placement_request}: {self.get_kind_display()}"
