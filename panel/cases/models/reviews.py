"""How a placement is going: its reviews, and the dated steps that it brings with it."""

from django.db import models
from django.db.models import Q

from panel.agencies.models import Person, Role
from panel.cases.models.agreements import PlacementAgreement
from panel.cases.models.placements import Placement
from panel.cases.placement_stages import PlacementStage
from panel.cases.vocabulary.placements import Progress, Recommendation, ReviewAsker, TaskKind


class PlacementReview(models.Model):
    """One review of a placement: who came, what was found, what is recommended. Never changed."""

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="reviews")
    number = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    attendees = models.TextField()  # one a line, with their role
    child_views = models.TextField(blank=True)
    child_views_absent_because = models.CharField(max_length=200, blank=True)
    summary = models.TextField()
    recommendation = models.CharField(max_length=20, choices=Recommendation.choices)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-placement_id", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["placement", "number"], name="review_number_is_unique_on_its_placement"
            ),
            models.CheckConstraint(
                condition=~Q(child_views="", child_views_absent_because=""),
                name="review_has_the_views_or_why_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.placement}, review {self.number}"


class OutcomeMeasure(models.Model):
    """How far one of the outcomes sought has come, as a review found it."""

    review = models.ForeignKey(PlacementReview, on_delete=models.PROTECT, related_name="measures")
    outcome = models.CharField(max_length=300)
    progress = models.CharField(max_length=20, choices=Progress.choices)
    evidence = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("review_id", "pk")

    def __str__(self) -> str:
        return f"{self.outcome}: {self.get_progress_display()}"


class EarlyReview(models.Model):
    """A review asked for before its time, by whom and why."""

    placement = models.ForeignKey(
        Placement, on_delete=models.PROTECT, related_name="early_reviews"
    )
    asked_for_by = models.CharField(max_length=20, choices=ReviewAsker.choices)
    reason = models.TextField()
    wanted_by = models.DateField()
    review = models.ForeignKey(
        PlacementReview,
        on_delete=models.PROTECT,
        related_name="answers",
        null=True,
        blank=True,
    )  # the review that answered it
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-placement_id", "pk")

    def __str__(self) -> str:
        return f"{self.placement}: early review asked for by {self.get_asked_for_by_display()}"


class PlacementTask(models.Model):
    """A step that a placement brings with it: what, by when, whose, and when it was done.

    Attributes:
        key: tells steps of one kind apart, such as the age of a birthday.
        opens_on: from this day its owners are told of it.
        opened_at: the sweep told them.
        rule_id: the rule of the clock that runs with it; empty where none does.
        done_on: the day it was really done, which may lie before `done_at`.
        dropped_in: the agreement drawn up after the start that no longer brings it.
    """

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=20, choices=TaskKind.choices)
    key = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=160)
    source = models.CharField(max_length=200)
    owner_role = models.CharField(max_length=20, choices=Role.choices)
    opens_on = models.DateField()
    due_on = models.DateField()
    rule_id = models.CharField(max_length=40, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    done_note = models.CharField(max_length=300, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    dropped_in = models.ForeignKey(
        PlacementAgreement, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ("due_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["placement", "kind", "key"], name="placement_task_is_owed_once"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None, done_note="")
                | Q(done_at__isnull=False, done_by__isnull=False) & ~Q(done_note=""),
                name="placement_task_done_has_note_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(done_at__isnull=False),
                name="placement_task_has_a_day_only_once_done",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(dropped_in=None),
                name="placement_task_is_done_or_dropped",
            ),
        )
        indexes = (
            models.Index(
                fields=["opens_on"],
                condition=Q(opened_at=None, done_at=None),
                name="placement_task_to_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.placement}: {self.title}"

    @property
    def is_owed(self) -> bool:
        """Whether it is still to be done."""
        is_over = self.placement.stage == PlacementStage.ENDED
        return self.done_at is None and self.dropped_in_id is None and not is_over
