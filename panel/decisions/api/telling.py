"""Telling families what the panel decided, over JSON."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.audit import log
from panel.cases import queries as requests
from panel.cases.document import parse
from panel.decisions import family_letter, operations, queries, reading
from panel.decisions.document import ToldPart
from panel.decisions.tellings import Telling
from panel.doorway import REFUSALS, UNSEEN, Doorway


class TellingAnswer(serializers.ModelSerializer[Telling]):
    """One way in which an outcome is told, by when, and when it was."""

    placement_request = serializers.CharField(source="decision.placement_request.reference")
    recorded_by = serializers.CharField(source="recorded_by.name", default=None)

    class Meta:
        model = Telling
        fields = ("id", "placement_request", "channel", "due_on", "told_on", "note", "recorded_by")


class PassageAnswer(serializers.Serializer[family_letter.Passage]):
    """One part of the letter."""

    heading = serializers.CharField()
    text = serializers.CharField()


class LetterAnswer(serializers.Serializer[dict[str, object]]):
    """What the letter to a family has to say, in order."""

    passages = PassageAnswer(many=True)


@extend_schema_view(
    list=extend_schema(responses={200: TellingAnswer(many=True), 403: REFUSALS[403]}),
)
@extend_schema(tags=["Tellings"])
class Tellings(Doorway[Telling]):
    """That families and referrers are told of each outcome, in each way the rules ask for."""

    queryset = Telling.objects.all()
    lookup_value_regex = "[0-9]+"

    def visible(self) -> QuerySet[Telling]:
        return queries.tellings_visible_to(self.access)

    def list(self, request: Request) -> Response:
        """List how outcomes are told, of the cases you may see, the first due first.

        The audit log notes that you did.
        """
        page = self.paginate_queryset(self.visible()) or []
        decided = [telling.decision for telling in page]
        reading.cases(decided, what="tellings", by=self.person, at=clock.now())
        return self.get_paginated_response(TellingAnswer(page, many=True).data)

    @extend_schema(responses={200: LetterAnswer, **UNSEEN})
    @action(detail=True, methods=["get"])
    def letter(self, request: Request, pk: str) -> Response:
        """Read what the letter has to say. The audit log notes that you did."""
        decision = self.visible().get(pk=int(pk)).decision
        placement_request = decision.placement_request
        log.read(
            subject=placement_request.reference, what="letter", by=self.person, at=clock.now()
        )
        rules = requests.rules_for(placement_request, on=clock.date_of(decision.decided_at))
        passages = family_letter.letter(decision, rules)
        return Response(LetterAnswer({"passages": passages}).data)

    @extend_schema(request=ToldPart, responses={200: TellingAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def tell(self, request: Request, pk: str) -> Response:
        """Record on which day it was told, and to whom."""
        told = operations.record_telling(
            telling_id=self.visible().get(pk=int(pk)).pk,
            told=parse(ToldPart, request.body),
            by=self.person,
            at=clock.now(),
        )
        return Response(TellingAnswer(told).data)
