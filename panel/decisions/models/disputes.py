"""What is kept of a disagreement about who pays for a placement that the panel agreed."""

from django.db import models
from django.db.models import Q

from panel.agencies.models import Agency, Person
from panel.decisions.stages import DisputeChart, DisputeStage


class Dispute(DisputeChart):
    """A disagreement about who pays, from the share refused until the agencies settle it.

    The need stays decided. It climbs the levels of the panel's rules; meanwhile one agency answers
    for the cost, without prejudice. What was disputed, when and by whom never changes.
    """

    decision = models.ForeignKey(
        "decisions.Decision", on_delete=models.PROTECT, related_name="disputes"
    )
    number = models.PositiveSmallIntegerField()  # 1 is the first on its decision
    refused = models.OneToOneField(
        "decisions.ShareApproval", on_delete=models.PROTECT, related_name="dispute"
    )  # which says why
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(default=1)
    who_settles = models.CharField(max_length=200)  # at this level, by role
    due_on = models.DateField(null=True, blank=True)  # at this level, if the rules give it a time
    raised_at = models.DateTimeField(null=True, blank=True)  # to this level, if above the first
    raised_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    interim_funder = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    interim_named_at = models.DateTimeField(null=True, blank=True)
    interim_named_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    settled_because = models.TextField(blank=True)

    class Meta:
        ordering = ("-decision_id", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["decision", "number"], name="dispute_number_is_unique_on_its_decision"
            ),
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(stage=DisputeStage.OPEN),
                name="dispute_open_is_one_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(level=1, raised_at=None, raised_by=None)
                | Q(level__gt=1, raised_at__isnull=False, raised_by__isnull=False),
                name="dispute_raised_has_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(interim_funder=None, interim_named_at=None, interim_named_by=None)
                | Q(
                    interim_funder__isnull=False,
                    interim_named_at__isnull=False,
                    interim_named_by__isnull=False,
                ),
                name="dispute_interim_funder_has_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(stage=DisputeStage.OPEN, ended_at=None, ended_by=None)
                | (
                    ~Q(stage=DisputeStage.OPEN) & Q(ended_at__isnull=False, ended_by__isnull=False)
                ),
                name="dispute_ended_has_at_and_by",
            ),
            models.CheckConstraint(
                condition=(Q(stage=DisputeStage.SETTLED) & ~Q(settled_because=""))
                | (~Q(stage=DisputeStage.SETTLED) & Q(settled_because="")),
                name="dispute_settled_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"Dispute {self.number} about {self.decision.placement_request}"
