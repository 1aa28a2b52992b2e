"""What the panel still has to say, or said, of a request that was decided between two meetings."""

from django.db import models
from django.db.models import Q

from panel.agencies.models import Person
from panel.cases.models import Urgency
from panel.meetings.stages import RatificationChart


class FollowUp(models.TextChoices):
    """What has to happen when the panel doesn't ratify: what was paid in good faith stays paid."""

    BRING_BACK = "bring_back", "Bring it back as an ordinary request"
    END_PLACEMENT = "end_placement", "End the placement"


class Ratification(RatificationChart):
    """The panel is asked to ratify what was agreed and funded without it; once for each."""

    urgency = models.OneToOneField(Urgency, on_delete=models.PROTECT, related_name="ratification")
    due_on = models.DateField(null=True, blank=True)  # None until the next meeting is known
    owed_at = models.DateTimeField()
    owed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reasons = models.TextField(blank=True)
    follow_up = models.CharField(max_length=20, choices=FollowUp.choices, blank=True)
    quorum = models.JSONField(null=True, blank=True)  # as that of a decision
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=(
                    Q(stage__in=["ratified", "refused"])
                    & Q(answered_at__isnull=False, answered_by__isnull=False, quorum__isnull=False)
                    & ~Q(reasons="")
                )
                | (
                    ~Q(stage__in=["ratified", "refused"])
                    & Q(answered_at=None, answered_by=None, quorum=None, reasons="")
                ),
                name="ratification_answered_has_reasons_quorum_at_and_by",
            ),
            models.CheckConstraint(
                condition=(Q(stage="refused") & ~Q(follow_up=""))
                | (~Q(stage="refused") & Q(follow_up="")),
                name="ratification_refused_says_what_follows",
            ),
        )

    def __str__(self) -> str:
        return f"{self.urgency.placement_request}, {self.get_stage_display().lower()}"

    @property
    def subject(self) -> str:
        """What the audit log calls it: its moves are told apart from those of its request."""
        return f"ratification {self.urgency.placement_request.reference}"
