"""A panel meeting: its agenda, who came, and what they thought of each request."""

from django.db import models
from django.db.models import Q

from panel.agencies.models import Agency, Panel, Person, Role, Seat
from panel.cases.models import PlacementRequest
from panel.meetings.ratifications import FollowUp, Ratification
from panel.meetings.stages import MeetingChart, MeetingStage

__all__ = [
    "AgendaItem",
    "Attendance",
    "FollowUp",
    "Interest",
    "Meeting",
    "Position",
    "Ratification",
    "View",
]


class View(models.TextChoices):
    """A member's position on one item."""

    SUPPORT = "support", "Support"
    OPPOSE = "oppose", "Do not support"
    ABSTAIN = "abstain", "Abstain"


class Recusal(models.TextChoices):
    """How far somebody with an interest in an item stands back from it."""

    NOTE = "note", "I take part; my interest is noted"
    STAY = "stay_without_deciding", "I stay and speak, but do not decide"
    LEAVE = "leave", "I leave while it is decided, and read none of it"

    def goes_further_than(self, other: "Recusal") -> bool:
        """Say whether somebody stands back further than by another: they are in that order."""
        return [*Recusal].index(self) > [*Recusal].index(other)


class Meeting(MeetingChart):
    """One sitting of the panel on one day.

    Attributes:
        cancelled_because: why it isn't held, with who said so and when; empty while it is.
    """

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveIntegerField()
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=120, blank=True)
    is_extraordinary = models.BooleanField(default=False)  # planned when its papers were due
    cancelled_because = models.CharField(max_length=200, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ("panel", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["panel", "number"], name="meeting_number_is_unique_on_its_panel"
            ),
            models.UniqueConstraint(
                fields=["panel", "starts_at"],
                condition=~Q(stage=MeetingStage.CANCELLED),
                name="panel_holds_one_meeting_at_a_moment",
            ),
            models.CheckConstraint(
                condition=(
                    Q(stage=MeetingStage.CANCELLED)
                    & Q(cancelled_at__isnull=False, cancelled_by__isnull=False)
                    & ~Q(cancelled_because="")
                )
                | (
                    ~Q(stage=MeetingStage.CANCELLED)
                    & Q(cancelled_at=None, cancelled_by=None, cancelled_because="")
                ),
                name="meeting_cancelled_has_at_by_and_reason",
            ),
        )

    def __str__(self) -> str:
        return f"Meeting {self.number}"

    @property
    def reference(self) -> str:
        """The subject of its events in the audit log."""
        return f"meeting {self.panel_id}/{self.number}"


class AgendaItem(models.Model):
    """One request on one meeting's agenda: to be decided, or to be ratified."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    placement_request = models.ForeignKey(
        PlacementRequest, on_delete=models.PROTECT, related_name="agenda_items"
    )
    position = models.PositiveSmallIntegerField()
    waiver = models.CharField(max_length=200, blank=True)  # why it was taken late
    waived_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    ratifies = models.ForeignKey(
        Ratification, on_delete=models.PROTECT, related_name="items", null=True, blank=True
    )  # what was decided without a meeting; None for what this one decides

    class Meta:
        ordering = ("meeting", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "position"], name="agenda_position_is_unique_on_its_meeting"
            ),
            models.UniqueConstraint(
                fields=["meeting", "placement_request"],
                name="agenda_lists_a_request_once_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(waiver="", waived_by=None) | (~Q(waiver="") & ~Q(waived_by=None)),
                name="agenda_takes_late_what_somebody_allows_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.meeting}, item {self.position}"


class Attendance(models.Model):
    """Whether one person with a seat was there."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    role = models.CharField(
        max_length=20, choices=[(Role.CHAIR, "Chair"), (Role.MEMBER, "Panel member")]
    )
    seat = models.ForeignKey(
        Seat, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )  # from which they speak; None for somebody appointed without one
    is_present = models.BooleanField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("meeting", "role", "agency", "person")
        verbose_name_plural = "attendance"
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "person"], name="attendance_is_taken_once_a_person"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {'present' if self.is_present else 'absent'}"


class Interest(models.Model):
    """A member's interest in one item, and how far it takes them out of deciding it."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="interests")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    level = models.CharField(max_length=21, choices=Recusal.choices, default=Recusal.LEAVE)
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("item", "declared_at")
        constraints = (
            models.UniqueConstraint(
                fields=["item", "person"], name="interest_is_declared_once_an_item"
            ),
            models.CheckConstraint(
                condition=Q(level__in=Recusal.values), name="interest_has_a_level_of_the_rules"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} on {self.item}"

    @property
    def leaves(self) -> bool:
        """Whether the item is closed to them."""
        return self.level == Recusal.LEAVE

    @property
    def decides(self) -> bool:
        """Whether they decide it all the same."""
        return self.level == Recusal.NOTE


class Guest(models.Model):
    """Somebody without a seat who was there for one item, and in what part."""

    class Kind(models.TextChoices):
        """As what they were there."""

        FAMILY = "family", "Of the family"
        ADVOCATE = "advocate", "For the family"
        OBSERVER = "observer", "Observer"

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="guests")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    who = models.CharField(max_length=120)  # what they are; never a child's name
    admitted_at = models.DateTimeField()
    admitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("item", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["item", "kind", "who"], name="guest_is_written_down_once_an_item"
            ),
            models.CheckConstraint(condition=~Q(who=""), name="guest_is_said_to_be_somebody"),
        )

    def __str__(self) -> str:
        return f"{self.who}, {self.get_kind_display().lower()}"


class Position(models.Model):
    """What one member thinks the panel should do, hidden from others until the item is opened."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="positions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    view = models.CharField(max_length=10, choices=View.choices)
    reasons = models.TextField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("item", "agency", "person")
        constraints = (
            models.UniqueConstraint(
                fields=["item", "person"], name="position_is_given_once_an_item"
            ),
            models.CheckConstraint(condition=~Q(reasons=""), name="position_has_reasons"),
        )

    def __str__(self) -> str:
        return f"{self.agency}: {self.get_view_display()}"
