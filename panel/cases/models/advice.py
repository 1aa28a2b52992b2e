"""What each agency advises on a request."""

from django.db import models
from django.db.models import Q

from panel.agencies.models import Agency, Person
from panel.cases.models.request import PlacementRequest
from panel.cases.stages import AdviceChart
from panel.cases.vocabulary import AdviceOpinion


class Advice(AdviceChart):
    """What one agency advises on a request, asked of all of them in parallel."""

    placement_request = models.ForeignKey(
        PlacementRequest, on_delete=models.PROTECT, related_name="advice"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="advice")
    round = models.PositiveSmallIntegerField(default=1)  # asked again after a deferral
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    opinion = models.CharField(max_length=20, choices=AdviceOpinion.choices, blank=True)
    summary = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ("placement_request", "agency", "round")
        verbose_name_plural = "advice"
        constraints = (
            models.UniqueConstraint(
                fields=["placement_request", "agency", "round"],
                name="advice_is_asked_once_a_round",
            ),
            models.CheckConstraint(
                condition=Q(stage="asked", given_at=None, given_by=None, opinion="")
                | (Q(stage="given", given_at__isnull=False, given_by__isnull=False))
                & ~Q(opinion=""),
                name="advice_given_has_opinion_at_and_by",
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency} on {self.placement_request}"
