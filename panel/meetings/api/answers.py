"""What the JSON doorway says of meetings. Children are named by initials only."""

from datetime import datetime

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from panel.cases.stages import Stage
from panel.meetings import paper_days, shown
from panel.meetings.interests import leaves
from panel.meetings.models import AgendaItem, Attendance, Guest, Interest, Meeting, Position
from panel.meetings.stages import RatificationStage


class MeetingRow(serializers.ModelSerializer[Meeting]):
    """A meeting in a list."""

    panel = serializers.CharField(source="panel.code")

    class Meta:
        model = Meeting
        fields: tuple[str, ...] = (
            "id",
            "panel",
            "number",
            "stage",
            "starts_at",
            "place",
            "is_extraordinary",
            "cancelled_because",
        )


class AttendanceAnswer(serializers.ModelSerializer[Attendance]):
    """Whether one person with a seat was there."""

    person = serializers.CharField(source="person.name")
    agency = serializers.CharField(source="agency.code", default=None)

    class Meta:
        model = Attendance
        fields = ("person", "agency", "role", "is_present")


class InterestAnswer(serializers.ModelSerializer[Interest]):
    """A member's interest, and how far it takes them out of deciding an item."""

    person = serializers.CharField(source="person.name")

    class Meta:
        model = Interest
        fields = ("person", "reason", "level")


class GuestAnswer(serializers.ModelSerializer[Guest]):
    """Somebody without a seat who was there for an item."""

    class Meta:
        model = Guest
        fields = ("kind", "who")


class PositionAnswer(serializers.ModelSerializer[Position]):
    """What one member thinks."""

    person = serializers.CharField(source="person.name")
    agency = serializers.CharField(source="agency.code")

    class Meta:
        model = Position
        fields = ("person", "agency", "view", "reasons", "given_at")


class ListedAnswer(serializers.ModelSerializer[AgendaItem]):
    """Where on an agenda a request was put; nothing of the child, whom only a read may show."""

    placement_request = serializers.CharField(source="placement_request.reference")
    stage = serializers.ChoiceField(Stage.choices, source="placement_request.stage")

    class Meta:
        model = AgendaItem
        fields: tuple[str, ...] = ("id", "position", "placement_request", "stage")


class ItemAnswer(ListedAnswer):
    """One request on an agenda, and who thinks what. Needs `person` in its context."""

    child = serializers.SerializerMethodField()
    ratification = serializers.ChoiceField(
        RatificationStage.choices,
        source="ratifies.stage",
        default=None,
        allow_null=True,
        help_text="Of what was decided between meetings; null for what this one decides.",
    )
    interests = InterestAnswer(many=True)
    positions = serializers.SerializerMethodField()

    class Meta(ListedAnswer.Meta):
        fields = (*ListedAnswer.Meta.fields, "child", "ratification", "interests", "positions")

    def get_child(self, item: AgendaItem) -> str:
        """Return the child's initials; nothing to a reader who leaves for the item."""
        out = leaves(self.context["person"], item)
        return "" if out else item.placement_request.child.initials

    @extend_schema_field(PositionAnswer(many=True))
    def get_positions(self, item: AgendaItem) -> object:
        """Return what may be seen; only one's own until the chair opens the item.

        Until the meeting starts, if it is to ratify what was decided between meetings.
        """
        seen = shown.positions(self.context["person"], item)
        return PositionAnswer(seen, many=True).data


class MeetingInFull(MeetingRow):
    """A meeting with its agenda, who came, and until when papers may come and must be out."""

    papers_in_by = serializers.SerializerMethodField()
    papers_out_by = serializers.SerializerMethodField()
    items = ItemAnswer(many=True)
    attendance = AttendanceAnswer(many=True)

    class Meta(MeetingRow.Meta):
        fields = (
            *MeetingRow.Meta.fields,
            "papers_in_by",
            "papers_out_by",
            "items",
            "attendance",
        )

    def get_papers_in_by(self, meeting: Meeting) -> datetime:
        """Return the last moment for papers to come in."""
        return paper_days.of(meeting).in_by

    def get_papers_out_by(self, meeting: Meeting) -> datetime:
        """Return the last moment for papers to reach the members."""
        return paper_days.of(meeting).out_by
