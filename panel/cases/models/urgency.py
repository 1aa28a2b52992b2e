"""Why a request couldn't wait for a meeting."""

from django.db import models
from django.db.models import Q

from panel.agencies.models import Person
from panel.cases.models.request import PlacementRequest


class Urgency(models.Model):
    """A request was taken out of the way to a meeting, and why it can't wait. Never changed."""

    placement_request = models.ForeignKey(
        PlacementRequest, on_delete=models.PROTECT, related_name="urgencies"
    )
    reason = models.TextField()
    needed_on = models.DateField()  # the day on which the child needs the place
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("placement_request_id", "pk")
        verbose_name_plural = "urgencies"
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="urgency_has_a_reason"),
        )

    def __str__(self) -> str:
        return f"{self.placement_request}, needed on {self.needed_on:%-d %B %Y}"
