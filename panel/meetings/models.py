"""A panel meeting: its agenda, and who came."""

from datetime import date

from django.db import models
from django.db.models import Q

from panel import clock
from panel.agencies.models import Agency, Panel, Person, Role, Seat
from panel.cases.models import PlacementRequest
from panel.meetings.ratifications import FollowUp, Ratification
from panel.meetings.stages import MeetingChart, MeetingStage
from panel.meetings.voices import Guest, Interest, Position, Recusal, View

__all__ = [
    "AgendaItem",
    "Attendance",
    "FollowUp",
    "Guest",
    "Interest",
    "Meeting",
    "Position",
    "Ratification",
    "Recusal",
    "View",
]


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

    def is_due(self, on: date) -> bool:
        """Say whether its own day, on a London calendar, has come."""
        return on >= clock.date_of(self.starts_at)


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
        ordering = ("meeting_id", "position")
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
        ordering = ("meeting_id", "role", "agency", "person")
        verbose_name_plural = "attendance"
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "person"], name="attendance_is_taken_once_a_person"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {'present' if self.is_present else 'absent'}"
