"""What the JSON doorway says of a placement request. Amounts are pence, shares basis points."""

from rest_framework import serializers

from panel.audit.models import Event
from panel.cases.models import (
    Advice,
    Child,
    CostLine,
    CostShare,
    Need,
    PlacementOption,
    PlacementRequest,
)
from panel.deadlines.models import Clock


class RequestRow(serializers.ModelSerializer[PlacementRequest]):
    """A request in a list: the child only by initials."""

    child = serializers.CharField(source="child.initials")
    panel = serializers.CharField(source="panel.code")
    referring_agency = serializers.CharField(source="referring_agency.code")

    class Meta:
        model = PlacementRequest
        fields: tuple[str, ...] = (
            "reference",
            "panel",
            "kind",
            "stage",
            "child",
            "referring_agency",
            "started_at",
            "submitted_at",
        )


class ChildAnswer(serializers.ModelSerializer[Child]):
    """Who a request is for."""

    class Meta:
        model = Child
        exclude = ("id", "panel")


class NeedAnswer(serializers.ModelSerializer[Need]):
    """One need; rank 1 is the main one."""

    class Meta:
        model = Need
        fields = ("rank", "code", "detail")


class ShareAnswer(serializers.ModelSerializer[CostShare]):
    """The part of a cost line that one agency pays."""

    agency = serializers.CharField(source="agency.code")

    class Meta:
        model = CostShare
        fields = ("agency", "basis_points")


class CostLineAnswer(serializers.ModelSerializer[CostLine]):
    """One element of an option's cost."""

    shares = ShareAnswer(many=True)

    class Meta:
        model = CostLine
        fields = ("kind", "description", "rate_pence", "unit", "shares")


class OptionAnswer(serializers.ModelSerializer[PlacementOption]):
    """One placement weighed."""

    cost_lines = CostLineAnswer(many=True)

    class Meta:
        model = PlacementOption
        exclude = ("id", "placement_request")


class AdviceAnswer(serializers.ModelSerializer[Advice]):
    """One agency's advice, asked or given."""

    agency = serializers.CharField(source="agency.code")
    given_by = serializers.CharField(source="given_by.name", default=None)

    class Meta:
        model = Advice
        fields = (
            "agency",
            "round",
            "stage",
            "due_on",
            "opinion",
            "summary",
            "given_at",
            "given_by",
        )


class RequestInFull(RequestRow):
    """Everything a request holds."""

    child = ChildAnswer()  # type: ignore[assignment]
    needs = NeedAnswer(many=True)
    options = OptionAnswer(many=True)
    advice = AdviceAnswer(many=True)

    class Meta(RequestRow.Meta):
        fields = (
            *RequestRow.Meta.fields,
            "plan_requested_on",
            "story",
            "outcomes_sought",
            "legal_basis",
            "child_views",
            "child_views_how",
            "child_views_absent_because",
            "family_views",
            "needs",
            "options",
            "advice",
        )


class EventAnswer(serializers.ModelSerializer[Event]):
    """One thing that happened, as the audit log holds it. `by` is empty for the system itself."""

    class Meta:
        model = Event
        fields = ("sequence", "kind", "payload", "at", "by", "hash")


class ClockAnswer(serializers.ModelSerializer[Clock]):
    """One date that runs or ran, and each day counted or skipped on the way to it."""

    owner_agency = serializers.CharField(source="owner_agency.code", default=None)

    class Meta:
        model = Clock
        fields = (
            "rule_id",
            "key",
            "title",
            "source",
            "length",
            "owner_role",
            "owner_agency",
            "started_on",
            "due_on",
            "operational_on",
            "explanation",
            "stopped_at",
            "outcome",
        )
