"""What a fund manager says over JSON of a placement's last invoice."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.cases.models import Placement
from panel.decisions import operations
from panel.decisions.placements import unfinished
from panel.doorway import REFUSALS, Doorway
from panel.parsing import parse
from panel.pooledbudget import finishing
from panel.pooledbudget import queries as funds
from panel.pooledbudget.document import YearInvoicedPart


class LastInvoiceAnswer(serializers.Serializer[object]):
    """Whether a placement's last invoice is in, and what is promised for it and not invoiced.

    `years_in`: the years of which alone it is, by their April.
    """

    reference = serializers.CharField()
    is_in = serializers.BooleanField()
    years_in = serializers.ListField(child=serializers.IntegerField())
    held_pence = serializers.IntegerField()


MOVED = {200: LastInvoiceAnswer, **REFUSALS}


@extend_schema(tags=["Placements"])
class Finishing(Doorway[Placement]):
    """Say that a placement's last invoice is in, or that one more comes."""

    queryset = Placement.objects.all()
    lookup_field = "placement_request__reference"
    lookup_url_kwarg = "reference"

    @extend_schema(request=None, responses=MOVED)
    @action(detail=True, methods=["post"], url_path="last-invoice")
    def last_invoice(self, request: Request, reference: str) -> Response:
        """Give back what an ended placement holds that nobody has invoiced."""
        operations.record_last_invoice(
            placement_request_id=self._request_id(reference), by=self.person, at=clock.now()
        )
        return self._told(reference)

    @extend_schema(request=YearInvoicedPart, responses=MOVED)
    @action(detail=True, methods=["post"], url_path="year-invoiced")
    def year_invoiced(self, request: Request, reference: str) -> Response:
        """Give back what a request, its placement running or not, holds of a year that is over."""
        request_id, years = self._request_id(reference), funds.years_kept_by(self.access)
        asked = parse(YearInvoicedPart, request.body)
        operations.record_year_invoiced(
            placement_request_id=request_id,
            fund_year=years.get(fund__code=asked.fund, year=asked.year),
            reason=asked.reason,
            by=self.person,
            at=clock.now(),
        )
        return self._told(reference)

    @extend_schema(request=None, responses=MOVED)
    @action(detail=True, methods=["post"], url_path="invoice-expected")
    def expect(self, request: Request, reference: str) -> Response:
        """Promise the money again: one more invoice comes after all."""
        operations.expect_invoice(
            placement_request_id=self._request_id(reference), by=self.person, at=clock.now()
        )
        return self._told(reference)

    def _request_id(self, reference: str) -> int:
        kept = unfinished.kept_by(self.access)
        return kept.get(placement_request__reference=reference).placement_request_id

    def _told(self, reference: str) -> Response:
        kept = unfinished.kept_by(self.access).filter(placement_request__reference=reference)
        told = {
            "reference": reference,
            "is_in": finishing.is_finished(reference),
            "years_in": finishing.years_finished(reference),
            "held_pence": dict(unfinished.holding(kept)).get(reference, 0),
        }
        return Response(LastInvoiceAnswer(told).data)
