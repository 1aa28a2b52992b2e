"""Cases that are closed to all but a few, and who opened one all the same."""

from django.db import models
from django.db.models import F, Q

from panel.agencies.models import Person
from panel.cases.models.request import PlacementRequest


class Restriction(models.Model):
    """A case is kept to the people it names, for a reason, until it is lifted."""

    placement_request = models.ForeignKey(
        PlacementRequest, on_delete=models.PROTECT, related_name="restrictions"
    )
    named = models.ManyToManyField(Person, related_name="+")
    reason = models.CharField(max_length=300)
    restricted_at = models.DateTimeField()
    restricted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    lifted_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("placement_request_id", "restricted_at")
        constraints = (
            models.UniqueConstraint(
                fields=["placement_request"],
                condition=Q(lifted_at=None),
                name="restriction_in_force_is_one_a_request",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="restriction_has_a_reason"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None, lifted_because="")
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_because="")),
                name="restriction_is_lifted_by_somebody_for_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.placement_request}, since {self.restricted_at:%-d %B %Y}"


class EmergencyAccess(models.Model):
    """Somebody shut out of a restricted case opened it for a while, and said why."""

    placement_request = models.ForeignKey(
        PlacementRequest, on_delete=models.PROTECT, related_name="emergency_accesses"
    )
    reason = models.CharField(max_length=300)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    open_until = models.DateTimeField()

    class Meta:
        ordering = ("-opened_at", "-pk")
        verbose_name_plural = "emergency accesses"
        indexes = (
            models.Index(fields=["opened_by", "open_until"], name="emergency_access_by_until"),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="emergency_access_has_a_reason"),
            models.CheckConstraint(
                condition=Q(open_until__gt=F("opened_at")),
                name="emergency_access_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.opened_by}, {self.placement_request}"
