"""What the JSON doorway says of decisions. Amounts are pence."""

import json

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from panel.decisions.models import Decision, DecisionRecord, RegisterEntry, ShareApproval


class ApprovalAnswer(serializers.ModelSerializer[ShareApproval]):
    """One agency's approval of its share."""

    placement_request = serializers.CharField(source="decision.placement_request.reference")
    agency = serializers.CharField(source="agency.code")
    approved_by = serializers.CharField(source="approved_by.name", default=None)
    approved_for = serializers.CharField(source="approved_for.name", default=None)

    class Meta:
        model = ShareApproval
        fields = (
            "id",
            "placement_request",
            "agency",
            "stage",
            "weekly_pence",
            "this_year_pence",
            "full_year_pence",
            "once_pence",
            "due_on",
            "approved_at",
            "approved_by",
            "approved_for",
            "refused_because",
        )


class ConditionAnswer(serializers.Serializer[dict[str, str]]):
    """What must be done for the decision to stand, by whom and when."""

    what = serializers.CharField()
    owner = serializers.CharField()
    due_on = serializers.DateField()


class DecisionAnswer(serializers.ModelSerializer[Decision]):
    """What the panel decided, and the approvals it asks for; none where no money is asked."""

    placement_request = serializers.CharField(source="placement_request.reference")
    stage = serializers.CharField(source="placement_request.stage")
    option = serializers.CharField(source="option.letter", default=None)
    conditions = ConditionAnswer(many=True)
    approvals = ApprovalAnswer(many=True)

    class Meta:
        model = Decision
        fields = (
            "placement_request",
            "stage",
            "outcome",
            "option",
            "conditions",
            "departures",
            "departure_reason",
            "equality_note",
            "split_reason",
            "return_plan",
            "referred_to",
            "lapses_on",
            "decided_at",
            "approvals",
        )


class RegisterAnswer(serializers.ModelSerializer[RegisterEntry]):
    """The register's line for an issued PDF."""

    class Meta:
        model = RegisterEntry
        fields = ("number", "signed_sha256", "issued_at", "hash")


class RecordRow(serializers.ModelSerializer[DecisionRecord]):
    """A decision record in a list. `register` is null until its PDF is issued."""

    placement_request = serializers.CharField(source="decision.placement_request.reference")
    outcome = serializers.CharField(source="decision.outcome")
    ratification = serializers.CharField(
        source="decision.urgency.ratification.stage",
        default=None,
        help_text="Of what was decided between meetings: how far the panel ratified it.",
    )
    supersedes = serializers.CharField(source="supersedes.number", default=None)
    superseded_by = serializers.CharField(source="superseded_by.number", default=None)
    superseded_because = serializers.CharField(
        source="superseded_by.corrects",
        default=None,
        help_text="Why it was replaced, as the record that replaces it says.",
    )
    register = RegisterAnswer(source="register_entry", default=None)

    class Meta:
        model = DecisionRecord
        fields: tuple[str, ...] = (
            "number",
            "version",
            "placement_request",
            "outcome",
            "ratification",
            "frozen_at",
            "content_sha256",
            "supersedes",
            "superseded_by",
            "superseded_because",
            "register",
        )


class RecordInFull(RecordRow):
    """A decision record with all it says: the canonical JSON that its PDF carries."""

    content = serializers.SerializerMethodField()

    class Meta(RecordRow.Meta):
        fields = (*RecordRow.Meta.fields, "content")

    @extend_schema_field(OpenApiTypes.OBJECT)
    def get_content(self, frozen: DecisionRecord) -> dict[str, object]:
        """Return the frozen content as an object."""
        content: dict[str, object] = json.loads(frozen.content)
        return content
