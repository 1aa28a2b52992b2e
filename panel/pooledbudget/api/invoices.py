"""Providers' invoices over JSON. Amounts are pence, agencies are named by their code."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Agency
from panel.doorway import REFUSALS, UNSEEN, Doorway
from panel.parsing import parse
from panel.pooledbudget import operations, queries
from panel.pooledbudget.invoices import queries as invoice_queries
from panel.pooledbudget.invoices.document import CreditNotePart, InvoiceAskedPart, VoidPart
from panel.pooledbudget.models import CreditNote, Invoice
from panel.pooledbudget.stages import InvoiceStage

STAGE = OpenApiParameter(
    "stage", OpenApiTypes.STR, enum=InvoiceStage.values, description="Only those that stand there."
)
ABOUT = OpenApiParameter("about", OpenApiTypes.STR, description="Only a request's own.")
WAITS_FOR = OpenApiParameter(
    "waits_for", OpenApiTypes.STR, enum=["you"], description="Only those for you to pass or pay."
)


class CreditNoteAnswer(serializers.ModelSerializer[CreditNote]):
    """What a provider took back of its invoice."""

    class Meta:
        model = CreditNote
        fields = ("number", "dated_on", "amount_pence", "reason", "booked_at")


class InvoiceAnswer(serializers.ModelSerializer[Invoice]):
    """A provider's invoice. `credited_pence` is what credit notes have taken back of it."""

    fund = serializers.CharField(source="fund_year.fund.code")
    year = serializers.CharField(source="fund_year.span")
    credited_pence = serializers.IntegerField()
    received_on = serializers.DateField(source="came_in_on")

    class Meta:
        model = Invoice
        fields: tuple[str, ...] = (
            "id",
            "fund",
            "year",
            "about",
            "provider",
            "number",
            "stage",
            "dated_on",
            "due_on",
            "first_day",
            "last_day",
            "amount_pence",
            "accepted_because",
            "credited_pence",
            "received_on",
            "received_at",
            "approved_at",
            "paid_at",
            "voided_at",
            "void_reason",
        )


class WholeInvoiceAnswer(InvoiceAnswer):
    """The same, who pays what is left of it by agency code, and its credit notes."""

    shares_pence = serializers.DictField(child=serializers.IntegerField(), default={})
    credit_notes = CreditNoteAnswer(many=True)

    class Meta(InvoiceAnswer.Meta):
        fields = (*InvoiceAnswer.Meta.fields, "shares_pence", "credit_notes")


@extend_schema(tags=["Invoices"])
class Invoices(Doorway[Invoice]):
    """What providers ask for placements: booked once, passed by somebody else, paid."""

    queryset = Invoice.objects.all()
    lookup_value_regex = "[0-9]+"

    @extend_schema(
        parameters=[STAGE, ABOUT, WAITS_FOR],
        responses={200: InvoiceAnswer(many=True), 403: REFUSALS[403]},
    )
    def list(self, request: Request) -> Response:
        """List the invoices of your panels' funds, the latest first."""
        if not self.access.holds(Permission.FUND_READ):
            raise access.Refused(self.person, Permission.FUND_READ)
        names = ("stage", "about", "waits_for")
        asked = {name: request.query_params.get(name, "") for name in names}
        page = self.paginate_queryset(invoice_queries.listed(self.access, **asked))
        return self.get_paginated_response(InvoiceAnswer(page, many=True).data)

    @extend_schema(responses={200: WholeInvoiceAnswer, **UNSEEN})
    def retrieve(self, request: Request, pk: str) -> Response:
        """Show one invoice."""
        return Response(self._answer(int(pk)))

    @extend_schema(request=InvoiceAskedPart, responses={201: WholeInvoiceAnswer, **REFUSALS})
    def create(self, request: Request) -> Response:
        """Book an invoice. The same again gives the first back and moves nothing."""
        asked = parse(InvoiceAskedPart, request.body)
        if not self.access.holds(Permission.FUND_POST):
            raise access.Refused(self.person, Permission.FUND_POST)
        kept = queries.years_kept_by(self.access)
        fund_year = kept.get(fund__code=asked.fund, year=asked.year)
        booked = operations.book_invoice(
            fund_year=fund_year, invoice=asked, by=self.person, at=clock.now()
        )
        return Response(self._answer(booked.pk), status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={200: WholeInvoiceAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, pk: str) -> Response:
        """Pass it for payment; not by whoever booked it."""
        return self._after(operations.approve_invoice, pk)

    @extend_schema(request=None, responses={200: WholeInvoiceAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def pay(self, request: Request, pk: str) -> Response:
        """Book that its provider has been paid; not by whoever passed it."""
        return self._after(operations.pay_invoice, pk)

    @extend_schema(request=VoidPart, responses={200: WholeInvoiceAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def void(self, request: Request, pk: str) -> Response:
        """Undo an invoice that isn't paid."""
        return self._after(
            operations.void_invoice, pk, reason=parse(VoidPart, request.body).reason
        )

    @extend_schema(request=CreditNotePart, responses={200: WholeInvoiceAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def credit(self, request: Request, pk: str) -> Response:
        """Book a credit note against it. The same again moves nothing."""
        note = parse(CreditNotePart, request.body)
        return self._after(operations.credit_invoice, pk, note=note)

    def _after(self, verb: Any, pk: str, **asked: Any) -> Response:
        """Make one call of an operation, and answer with the invoice as it then is."""
        found = invoice_queries.visible_to(self.access).get(pk=int(pk))
        verb(invoice_id=found.pk, by=self.person, at=clock.now(), **asked)
        return Response(self._answer(found.pk))

    def _answer(self, pk: int) -> dict[str, Any]:
        found = invoice_queries.visible_to(self.access).prefetch_related("credit_notes")
        invoice = found.get(pk=pk)
        shares = invoice_queries.shares(invoice)
        codes = dict(Agency.objects.filter(pk__in=shares).values_list("pk", "code"))
        told = {codes[agency_id]: pence for agency_id, pence in shares.items()}
        return {**WholeInvoiceAnswer(invoice).data, "shares_pence": told}
