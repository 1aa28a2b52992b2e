"""What one request has to do with another."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from panel.agencies.models import Person
from panel.cases.models.request import PlacementRequest
from panel.cases.vocabulary import LinkKind


class RequestLink(models.Model):
    """Somebody said that a request belongs to another, and how, until somebody takes it back.

    It is read from both ends and opens neither: each is told to those alone who may see the other.
    """

    placement_request = models.ForeignKey(
        PlacementRequest, on_delete=models.PROTECT, related_name="links"
    )
    other = models.ForeignKey(
        PlacementRequest, on_delete=models.PROTECT, related_name="linked_from"
    )
    kind = models.CharField(max_length=12, choices=LinkKind.choices)
    linked_at = models.DateTimeField()
    linked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    removed_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                Least("placement_request", "other"),
                Greatest("placement_request", "other"),
                condition=Q(removed_at=None),
                name="request_is_linked_once_from_either_end",
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None, removed_because="")
                | (Q(removed_at__isnull=False, removed_by__isnull=False) & ~Q(removed_because="")),
                name="request_link_is_removed_by_somebody_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(placement_request=F("other")), name="request_is_linked_with_another"
            ),
        )

    def __str__(self) -> str:
        return f"{self.placement_request} {self.get_kind_display()} {self.other}"
