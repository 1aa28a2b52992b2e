"""Which section of a record was told last when, by whom, and how often."""

from django.db import models

from panel.agencies.models import Person
from panel.cases.models.child import Child
from panel.cases.models.request import PlacementRequest
from panel.cases.vocabulary.telling import ChildSectionName, RequestSectionName


class Section(models.Model):
    """A part of a record that people tell by itself. `version` counts how often it was told."""

    version = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class ChildSection(Section):
    """A section of a child's record."""

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="sections")
    name = models.CharField(max_length=20, choices=ChildSectionName.choices)

    class Meta:
        ordering = ("child_id", "name")
        constraints = (
            models.UniqueConstraint(
                fields=["child", "name"], name="child_section_is_one_a_child_and_name"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_name_display()} of child {self.child_id}"


class RequestSection(Section):
    """A section of a placement request."""

    placement_request = models.ForeignKey(
        PlacementRequest, on_delete=models.CASCADE, related_name="sections"
    )
    name = models.CharField(max_length=20, choices=RequestSectionName.choices)

    class Meta:
        ordering = ("placement_request_id", "name")
        constraints = (
            models.UniqueConstraint(
                fields=["placement_request", "name"],
                name="request_section_is_one_a_request_and_name",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_name_display()} of {self.placement_request}"
