"""The fund's reports over JSON: as the books stand, signed off, and received by partners."""

import json

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.decisions.api.records import PdfRenderer
from panel.doorway import REFUSALS, UNSEEN, Doorway
from panel.parsing import parse
from panel.pooledbudget import queries as funds
from panel.reports import operations, queries, reading
from panel.reports.document import ReceiptPart, SignOffPart
from panel.reports.files import frozen
from panel.reports.kinds import Kind
from panel.reports.models import IssuedReport
from panel.reports.span import span_of


class ReportAnswer(serializers.ModelSerializer[IssuedReport]):
    """A report that was signed off; `received_by`: the codes of the partners that say so."""

    fund = serializers.CharField(source="fund_year.fund.code")
    year = serializers.CharField(source="fund_year.span")
    printed_at = serializers.DateTimeField(source="file.printed_at", allow_null=True)
    received_by = serializers.SerializerMethodField()

    class Meta:
        model = IssuedReport
        fields = (
            *("id", "fund", "year", "number", "kind", "first_day", "last_day", "commentary"),
            *("content_sha256", "issued_at", "printed_at", "received_by"),
        )

    def get_received_by(self, report: IssuedReport) -> list[str]:
        return [receipt.agency.code for receipt in report.receipts.all()]


class ContentAnswer(serializers.Serializer[object]):
    """What a report says: its tables, with columns and rows. Amounts are pence."""

    title = serializers.CharField()
    fund = serializers.CharField()
    year = serializers.CharField()
    first_day = serializers.DateField()
    last_day = serializers.DateField()
    as_at = serializers.DateTimeField()
    tables = serializers.ListField(child=serializers.DictField())


FUND, YEAR, KIND = (
    OpenApiParameter("fund", OpenApiTypes.STR, required=True),
    OpenApiParameter("year", OpenApiTypes.INT, required=True, description="Of its April."),
    OpenApiParameter("kind", OpenApiTypes.STR, required=True, enum=Kind.values),
)
QUARTER = OpenApiParameter("quarter", OpenApiTypes.INT, description="1 to 4; 0 is the year.")


@extend_schema(tags=["Fund reports"])
class Reports(Doorway[IssuedReport]):
    """What is told of a fund year to its partners."""

    queryset = IssuedReport.objects.all()
    lookup_value_regex = "[0-9]+"

    @extend_schema(responses={200: ReportAnswer(many=True), 403: REFUSALS[403]})
    def list(self, request: Request) -> Response:
        """List the reports that were signed off, the latest first."""
        found = queries.visible_to(self.access).prefetch_related("receipts__agency")
        page = self.paginate_queryset(found)
        return self.get_paginated_response(ReportAnswer(page, many=True).data)

    @extend_schema(responses={200: ContentAnswer, **UNSEEN})
    def retrieve(self, request: Request, pk: str) -> Response:
        """Read what a report says, as it was signed off."""
        return Response(json.loads(self._issued(pk).content))

    @extend_schema(
        parameters=[FUND, YEAR, KIND, QUARTER], responses={200: ContentAnswer, **UNSEEN}
    )
    @action(detail=False, url_path="as-the-books-stand", url_name="now")
    def now(self, request: Request) -> Response:
        """Read what a report would say now."""
        asked = request.query_params
        quarter = asked.get("quarter", "0")
        which = reading.which(
            self.access,
            fund_year_id=self._year_id(asked.get("fund", ""), asked.get("year", "")),
            kind=asked.get("kind", ""),
            number=int(quarter) if quarter.isdecimal() else -1,
        )
        told = reading.now(which, by=self.person, at=clock.now())
        return Response(json.loads(frozen.to_json(told)))

    @extend_schema(request=SignOffPart, responses={201: ReportAnswer, **REFUSALS})
    def create(self, request: Request) -> Response:
        """Sign a report off: what it says is kept for good, and printed."""
        asked = parse(SignOffPart, request.body)
        which = reading.which(
            self.access,
            fund_year_id=self._year_id(asked.fund, str(asked.year)),
            kind=asked.kind,
            number=asked.quarter,
        )
        report = operations.issue(
            fund_year_id=which.fund_year.pk,
            kind=which.kind,
            span=span_of(which.fund_year, asked.quarter),
            commentary=asked.commentary,
            by=self.person,
            at=clock.now(),
        )
        return Response(ReportAnswer(report).data, status=201)

    @extend_schema(request=ReceiptPart, responses={200: ReportAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def receive(self, request: Request, pk: str) -> Response:
        """Say that a partner has received a report. Saying it again changes nothing."""
        report = self._issued(pk)
        agency = queries.partners(report).get(code=parse(ReceiptPart, request.body).agency)
        operations.receive(
            report_id=report.pk, agency_id=agency.pk, by=self.person, at=clock.now()
        )
        return Response(ReportAnswer(self._issued(pk)).data)

    @extend_schema(
        responses={(200, "application/pdf"): OpenApiTypes.BINARY, **UNSEEN, 409: REFUSALS[409]}
    )
    @action(detail=True, renderer_classes=[JSONRenderer, PdfRenderer])
    def pdf(self, request: Request, pk: str) -> FileResponse:
        """Take the signed PDF."""
        return reading.pdf(self._issued(pk))

    def _issued(self, pk: str) -> IssuedReport:
        return reading.issued(self.access, int(pk), by=self.person, at=clock.now())

    def _year_id(self, fund: str, year: str) -> int:
        years = funds.years_visible_to(self.access)
        return years.get(fund__code=fund, year=year if year.isdecimal() else 0).pk
