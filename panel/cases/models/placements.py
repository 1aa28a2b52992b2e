"""A placement that was approved, what interrupted it, and what is to change of it."""

from django.db import models
from django.db.models import F, Q

from panel.agencies.models import Person
from panel.cases.models.options import PlacementOption
from panel.cases.models.request import PlacementRequest
from panel.cases.placement_stages import PlacementChart
from panel.cases.vocabulary.placements import ChangeKind, EndReason, SuspensionReason


class Placement(PlacementChart):
    """A child's place with a provider, as the panel approved it, from agreement to end."""

    placement_request = models.OneToOneField(
        PlacementRequest, on_delete=models.PROTECT, related_name="placement"
    )
    option = models.ForeignKey(PlacementOption, on_delete=models.PROTECT, related_name="+")
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="followed_by", null=True, blank=True
    )  # the placement that ends when this one starts
    # The day of the panel's decision; None where it was opened before this was kept.
    decided_on = models.DateField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    in_emergency = models.BooleanField(default=False)  # it started before everybody had signed
    started_at = models.DateTimeField(null=True, blank=True)
    started_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_on = models.DateField(null=True, blank=True)  # the last day, included
    end_reason = models.CharField(max_length=20, choices=EndReason.choices, blank=True)
    end_note = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(started_on=None, started_at=None, started_by=None)
                | Q(started_on__isnull=False, started_at__isnull=False, started_by__isnull=False),
                name="placement_started_has_day_at_and_by",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["started", "suspended"]) | Q(started_on__isnull=False),
                name="placement_that_runs_has_started",
            ),
            models.CheckConstraint(
                condition=Q(stage="ended", ended_at__isnull=False, ended_by__isnull=False)
                & ~Q(end_reason="")
                | ~Q(stage="ended")
                & Q(ended_on=None, ended_at=None, ended_by=None, end_reason=""),
                name="placement_ended_has_reason_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="placement_ends_after_it_starts",
            ),
            # Of two, the first to start would end it, and the other run beside that.
            models.UniqueConstraint(
                fields=["follows"],
                condition=~Q(stage="ended", started_on=None),
                name="placement_is_followed_by_one",
            ),
        )

    def __str__(self) -> str:
        return self.placement_request.reference

    @property
    def subject(self) -> str:
        """What the audit log calls it: its moves are told apart from those of its request."""
        return f"placement {self.placement_request.reference}"


class Suspension(models.Model):
    """A time in which the child is away from a placement that is kept for them."""

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="suspensions")
    reason = models.CharField(max_length=20, choices=SuspensionReason.choices)
    note = models.CharField(max_length=300, blank=True)
    is_paid = models.BooleanField()  # the provider charges for the place meanwhile
    first_day = models.DateField()  # the first day away
    back_on = models.DateField(null=True, blank=True)  # the first day back
    suspended_at = models.DateTimeField()
    suspended_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    resumed_at = models.DateTimeField(null=True, blank=True)
    resumed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ("placement_id", "first_day")
        constraints = (
            models.UniqueConstraint(
                fields=["placement"],
                condition=Q(back_on=None),
                name="suspension_is_open_once_a_placement",
            ),
            models.CheckConstraint(
                condition=Q(back_on=None) | Q(back_on__gte=F("first_day")),
                name="suspension_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(back_on=None, resumed_at=None, resumed_by=None)
                | Q(back_on__isnull=False, resumed_at__isnull=False, resumed_by__isnull=False),
                name="suspension_resumed_has_day_at_and_by",
            ),
        )

    def __str__(self) -> str:
        return f"{self.placement}, away from {self.first_day}"


class PlacementChange(models.Model):
    """A change that somebody asks the panel for, and the request that carries it there."""

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="changes")
    placement_request = models.OneToOneField(
        PlacementRequest, on_delete=models.PROTECT, related_name="change_asked"
    )
    kind = models.CharField(max_length=20, choices=ChangeKind.choices)
    reason = models.TextField()
    applies_from = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-placement_id", "pk")

    def __str__(self) -> str:
        return f"{self.placement}: {self.get_kind_display()}"
