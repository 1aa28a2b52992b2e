"""Decision records over JSON, and their PDF."""

from django.db.models import QuerySet
from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.cases.document import parse
from panel.decisions import operations, queries, reading
from panel.decisions.api.answers import RecordInFull, RecordRow
from panel.decisions.models import DecisionRecord
from panel.decisions.outcomes.document import CorrectionPart
from panel.doorway import REFUSALS, UNSEEN, Doorway


class PdfRenderer(BaseRenderer):
    """Lets a client ask for `application/pdf`; the file is sent as it is stored."""

    media_type = "application/pdf"
    format = "pdf"


@extend_schema_view(
    list=extend_schema(responses={200: RecordRow(many=True), 403: REFUSALS[403]}),
    retrieve=extend_schema(responses={200: RecordInFull, **UNSEEN}),
)
@extend_schema(tags=["Decision records"])
class Records(Doorway[DecisionRecord]):
    """What was decided, frozen."""

    queryset = DecisionRecord.objects.all()
    lookup_field = "number"
    lookup_value_regex = "[^/]+/[0-9]+"  # JRAP-2026-00042/1

    def visible(self) -> QuerySet[DecisionRecord]:
        return queries.records_visible_to(self.access).select_related(
            "decision__placement_request",
            "decision__urgency__ratification",
            "supersedes",
            "superseded_by",
            "register_entry",
        )

    def list(self, request: Request) -> Response:
        """List the records you may read, newest first."""
        page = self.paginate_queryset(self.visible().order_by("-pk"))
        return self.get_paginated_response(RecordRow(page, many=True).data)

    def retrieve(self, request: Request, number: str) -> Response:
        """Read what a record says. The audit log notes that you did."""
        frozen = self.visible().get(number=number)
        reading.read(frozen, by=self.person, at=clock.now())
        return Response(RecordInFull(frozen).data)

    @extend_schema(request=CorrectionPart, responses={201: RecordRow, **REFUSALS})
    @action(detail=True, methods=["post"])
    def correct(self, request: Request, number: str) -> Response:
        """Replace a record that says something wrong; say what, and what is right."""
        corrected = operations.correct(
            record_id=self.visible().get(number=number).pk,
            reason=parse(CorrectionPart, request.body).reason,
            by=self.person,
            at=clock.now(),
        )
        return Response(RecordRow(corrected).data, status=201)

    @extend_schema(
        responses={(200, "application/pdf"): OpenApiTypes.BINARY, **UNSEEN, 409: REFUSALS[409]}
    )
    @action(detail=True, renderer_classes=[JSONRenderer, PdfRenderer])
    def pdf(self, request: Request, number: str) -> FileResponse:
        """Take the signed PDF. The audit log notes that you did."""
        frozen = self.visible().get(number=number)
        return reading.pdf(frozen, by=self.person, at=clock.now())
