"""What was said with the moves of a request."""

from django.db import models
from django.db.models import Q

from panel.agencies.models import Person
from panel.cases.models.request import PlacementRequest


class Remark(models.Model):
    """What somebody said with a move of a request: why, or what is still asked. Never changed.

    The move's event names it and holds none of its words, which may be about the child. Should
    they have to go one day, the owner of the tables can take this row's trigger away and clear
    them, and the chain of events holds all the same; from an event no word goes unnoticed.
    """

    placement_request = models.ForeignKey(
        PlacementRequest, on_delete=models.PROTECT, related_name="remarks"
    )
    words = models.TextField()
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("placement_request_id", "pk")
        constraints = (models.CheckConstraint(condition=~Q(words=""), name="remark_has_words"),)

    def __str__(self) -> str:
        return f"Remark {self.pk} on {self.placement_request}"
