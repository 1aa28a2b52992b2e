"""Telling families what the panel decided, over JSON."""

from django.db.models import QuerySet
from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.cases.document import parse
from panel.decisions import operations, queries, reading
from panel.decisions.api.records import PdfRenderer
from panel.decisions.models import Telling
from panel.decisions.outcomes.document import ToldPart
from panel.decisions.telling import letter as family_letter
from panel.decisions.telling import paper
from panel.doorway import REFUSALS, UNSEEN, Doorway


class TellingAnswer(serializers.ModelSerializer[Telling]):
    """One way in which an outcome is told, by when, and when it was."""

    placement_request = serializers.CharField(source="decision.placement_request.reference")
    outcome = serializers.CharField(source="decision.outcome")
    decided_at = serializers.DateTimeField(source="decision.decided_at")
    letter = serializers.IntegerField(source="letter_id", default=None)
    recorded_by = serializers.CharField(source="recorded_by.name", default=None)

    class Meta:
        model = Telling
        fields = (
            "id",
            "placement_request",
            "outcome",
            "decided_at",
            "channel",
            "due_on",
            "told_on",
            "note",
            "letter",
            "recorded_by",
        )


class PassageAnswer(serializers.Serializer[family_letter.Passage]):
    """One part of the letter."""

    heading = serializers.CharField()
    text = serializers.CharField()


class LetterAnswer(serializers.Serializer[dict[str, object]]):
    """What the letter to a family says, in order; `id` is null until it is written so."""

    passages = PassageAnswer(source="told.passages", many=True)
    id = serializers.IntegerField(source="letter.pk", default=None)
    written_at = serializers.DateTimeField(source="letter.written_at", default=None)
    written_by = serializers.CharField(source="letter.written_by.name", default=None)
    content_sha256 = serializers.CharField(source="letter.content_sha256", default=None)
    printed_at = serializers.DateTimeField(
        source="letter.printed_at", default=None, help_text="Null while its PDF is being made."
    )


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
        """Read what the letter said when they were told, or has to say now. It is logged."""
        told, letter = paper.said(self._read(pk, what="letter"))
        return Response(LetterAnswer({"told": told, "letter": letter}).data)

    @extend_schema(request=None, responses={201: LetterAnswer, **REFUSALS})
    @letter.mapping.post
    def write_letter(self, request: Request, pk: str) -> Response:
        """Have the letter made that is handed to the family; the one there is if it says that."""
        letter = operations.write_letter(
            telling_id=self.visible().get(pk=int(pk)).pk, by=self.person, at=clock.now()
        )
        told = paper.from_json(letter.content)
        return Response(LetterAnswer({"told": told, "letter": letter}).data, status=201)

    @extend_schema(
        responses={(200, "application/pdf"): OpenApiTypes.BINARY, **UNSEEN, 409: REFUSALS[409]}
    )
    @action(
        detail=True,
        methods=["get"],
        url_path="letter/pdf",
        renderer_classes=[JSONRenderer, PdfRenderer],
    )
    def letter_pdf(self, request: Request, pk: str) -> FileResponse:
        """Take the signed letter to hand over. The audit log notes that you did."""
        return reading.letter(paper.said(self._read(pk, what="letter, PDF"))[1])

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

    def _read(self, pk: str, *, what: str) -> Telling:
        telling = self.visible().get(pk=int(pk))
        reading.cases([telling.decision], what=what, by=self.person, at=clock.now())
        return telling
