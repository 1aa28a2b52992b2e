"""What the JSON doorway says of a placement. Amounts are pence."""

from collections.abc import Iterable

from rest_framework import serializers

from panel.agencies.access import Access
from panel.cases.models import (
    OutcomeMeasure,
    Placement,
    PlacementAgreement,
    PlacementReview,
    PlacementTask,
    Signatory,
    Suspension,
)
from panel.cases.placements import queries as placement_queries


class SignatoryAnswer(serializers.ModelSerializer[Signatory]):
    """Somebody who signs an agreement."""

    class Meta:
        model = Signatory
        fields = ("id", "name", "on_behalf_of", "signed_on")


class AgreementAnswer(serializers.ModelSerializer[PlacementAgreement]):
    """One version of the agreement; the one with the highest version is in force."""

    signatories = SignatoryAnswer(many=True)

    class Meta:
        model = PlacementAgreement
        fields = (
            "version",
            "provider",
            "starts_on",
            "ends_on",
            "lapses_on",
            "weeks_per_year",
            "weekly_rate_pence",
            "once_pence",
            "notice_weeks",
            "return_plan",
            "return_by",
            "signatories",
        )


class MeasureAnswer(serializers.ModelSerializer[OutcomeMeasure]):
    """How far an outcome has come."""

    class Meta:
        model = OutcomeMeasure
        fields = ("outcome", "progress", "evidence")


class ReviewAnswer(serializers.ModelSerializer[PlacementReview]):
    """What a review found."""

    measures = MeasureAnswer(many=True)

    class Meta:
        model = PlacementReview
        fields = (
            "number",
            "held_on",
            "attendees",
            "measures",
            "child_views",
            "child_views_absent_because",
            "summary",
            "recommendation",
        )


class SuspensionAnswer(serializers.ModelSerializer[Suspension]):
    """A time away."""

    class Meta:
        model = Suspension
        fields = ("first_day", "back_on", "reason", "is_paid", "note")


class TaskAnswer(serializers.ModelSerializer[PlacementTask]):
    """A step that comes with a placement."""

    is_owed = serializers.BooleanField(read_only=True)

    class Meta:
        model = PlacementTask
        fields = (
            "id",
            "kind",
            "title",
            "source",
            "owner_role",
            "due_on",
            "is_owed",
            "done_on",
            "done_at",
            "done_note",
        )


def seen(placements: Iterable[Placement], access: Access) -> dict[str, set[int]]:
    """Return the context of these answers: which placements before them a person may see."""
    before = {one.follows_id for one in placements if one.follows_id}
    visible = placement_queries.visible_to(access).filter(pk__in=before)
    return {"seen": set(visible.values_list("pk", flat=True))}


class PlacementRow(serializers.ModelSerializer[Placement]):
    """A placement in a list: the child only by initials."""  # needs what `seen` returns

    reference = serializers.CharField(source="placement_request.reference")
    child = serializers.CharField(source="placement_request.child.initials")
    follows = serializers.SerializerMethodField()

    class Meta:
        model = Placement
        fields: tuple[str, ...] = (
            "reference",
            "child",
            "stage",
            "started_on",
            "in_emergency",
            "ended_on",
            "end_reason",
            "end_note",
            "follows",
        )

    def get_follows(self, placement: Placement) -> str | None:
        """Return the reference of the one before, to whoever may see that."""
        before = placement.follows
        is_seen = before is not None and before.pk in self.context["seen"]
        return before.placement_request.reference if before and is_seen else None


class PlacementInFull(PlacementRow):
    """Everything that is recorded of a placement."""

    agreements = AgreementAnswer(many=True)
    reviews = ReviewAnswer(many=True)
    suspensions = SuspensionAnswer(many=True)
    tasks = TaskAnswer(many=True)

    class Meta(PlacementRow.Meta):
        fields = (*PlacementRow.Meta.fields, "agreements", "reviews", "suspensions", "tasks")
