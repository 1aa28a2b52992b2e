"""What the JSON doorway says of a placement request. Amounts are pence, shares basis points."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from panel.audit.models import Event
from panel.cases import remarks
from panel.cases.advice import queries as advice_queries
from panel.cases.api.options import OptionAnswer
from panel.cases.api.sections import SectionAnswer
from panel.cases.api.told import (
    TOLD,
    AttemptAnswer,
    ChildAnswer,
    NeedAnswer,
    PanelAnswerAnswer,
    SoughtOutcomeAnswer,
)
from panel.cases.models import Advice, PlacementRequest
from panel.cases.presenters import event_details
from panel.deadlines.models import Clock, ClockException


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


class MovedAnswer(serializers.ModelSerializer[PlacementRequest]):
    """Where a request stands after a move; nothing of the child, whom only a read may show."""

    class Meta:
        model = PlacementRequest
        fields = ("reference", "stage")


class AdviceAnswer(serializers.ModelSerializer[Advice]):
    """One agency's advice, asked or given; its words are empty until all agencies have advised."""

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
            "written_on",
            "reuse_agreed_by",
            "late_because",
            "given_at",
            "given_by",
        )

    def to_representation(self, instance: Advice) -> dict[str, Any]:
        """Leave out the words of the advice whose ids are `kept` in the context."""
        answer = super().to_representation(instance)
        unread = {"opinion": "", "summary": ""}
        return answer | unread if instance.pk in self.context.get("kept", ()) else answer


class RequestInFull(RequestRow):
    """Everything a request holds. Needs `access` in its context."""

    child = ChildAnswer()  # type: ignore[assignment]  # in a list only initials
    outcomes_sought = SoughtOutcomeAnswer(many=True)
    attempts = AttemptAnswer(many=True)
    needs = NeedAnswer(many=True)
    panel_answers = PanelAnswerAnswer(many=True)
    sections = SectionAnswer(many=True)
    options = OptionAnswer(many=True)
    advice = serializers.SerializerMethodField()

    class Meta(RequestRow.Meta):
        fields = (
            *RequestRow.Meta.fields,
            *TOLD,
            "outcomes_sought",
            "attempts",
            "needs",
            "panel_answers",
            "sections",
            "options",
            "advice",
        )

    @extend_schema_field(AdviceAnswer(many=True))
    def get_advice(self, request: PlacementRequest) -> object:
        """Return every agency's advice as this reader may see it."""
        kept = advice_queries.kept_from(self.context["access"], request)
        return AdviceAnswer(request.advice.all(), many=True, context={"kept": kept}).data


class EventAnswer(serializers.ModelSerializer[Event]):
    """One thing that happened, as the audit log holds it. `by` is empty for the system itself.

    `said`: the words that the event points to; the log holds none of them. `payload` tells what
    the fund has or lacks only to those who may read it.
    """

    payload = serializers.SerializerMethodField()
    said = serializers.SerializerMethodField()

    class Meta:
        model = Event
        fields = ("sequence", "kind", "payload", "said", "at", "by", "hash")

    def get_payload(self, event: Event) -> dict[str, Any]:
        """Return what of it this reader may know."""
        may_read_fund = self.context["may_read_fund"]
        return dict(event_details.told(event.kind, event.payload, may_read_fund=may_read_fund))

    def get_said(self, event: Event) -> str:
        """Return its words from those of the whole timeline."""
        return remarks.words(event, self.context["said"])


class ExceptionAnswer(serializers.ModelSerializer[ClockException]):
    """Why a limit doesn't bind: the date stays."""

    class Meta:
        model = ClockException
        fields = ("code", "reason", "first_day", "last_day", "evidence", "parent_informed_on")


class ClockAnswer(serializers.ModelSerializer[Clock]):
    """One date that runs or ran, and each day counted or skipped on the way to it."""

    owner_agency = serializers.CharField(source="owner_agency.code", default=None)
    exceptions = ExceptionAnswer(many=True)

    class Meta:
        model = Clock
        fields = (
            "id",
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
            "done_on",
            "outcome",
            "exceptions",
        )
