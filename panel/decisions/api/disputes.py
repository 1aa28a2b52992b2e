"""Disputes about who pays, over JSON."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.cases.document import parse
from panel.decisions import operations, queries
from panel.decisions.disputes.document import InterimFunderPart, SettlementPart
from panel.decisions.models import Dispute
from panel.doorway import REFUSALS, UNSEEN, Doorway


class DisputeAnswer(serializers.ModelSerializer[Dispute]):
    """A disagreement about who pays. `due_on` is null where the level has no set time."""

    placement_request = serializers.CharField(source="decision.placement_request.reference")
    refused_by = serializers.CharField(source="refused.agency.code")
    refused_because = serializers.CharField(source="refused.refused_because")
    opened_by = serializers.CharField(source="opened_by.name")
    interim_funder = serializers.CharField(source="interim_funder.code", default=None)
    ended_by = serializers.CharField(source="ended_by.name", default=None)

    class Meta:
        model = Dispute
        fields = (
            "id",
            "placement_request",
            "number",
            "stage",
            "refused_by",
            "refused_because",
            "opened_at",
            "opened_by",
            "level",
            "who_settles",
            "due_on",
            "raised_at",
            "interim_funder",
            "ended_at",
            "ended_by",
            "settled_because",
        )


@extend_schema_view(
    list=extend_schema(responses={200: DisputeAnswer(many=True), 403: REFUSALS[403]}),
)
@extend_schema(tags=["Disputes"])
class Disputes(Doorway[Dispute]):
    """Agencies disagree who pays: the levels it goes through, who pays meanwhile, its end."""

    queryset = Dispute.objects.all()
    lookup_value_regex = "[0-9]+"

    def visible(self) -> QuerySet[Dispute]:
        return queries.disputes_visible_to(self.access)

    def list(self, request: Request) -> Response:
        """List the disputes you may see, the latest first."""
        page = self.paginate_queryset(self.visible().order_by("-pk"))
        return self.get_paginated_response(DisputeAnswer(page, many=True).data)

    @extend_schema(responses={200: DisputeAnswer, **UNSEEN})
    def retrieve(self, request: Request, pk: str) -> Response:
        """Show one dispute."""
        return Response(DisputeAnswer(self.visible().get(pk=int(pk))).data)

    @extend_schema(request=None, responses={200: DisputeAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path="raise", url_name="raise")
    def raise_level(self, request: Request, pk: str) -> Response:
        """Take it to the next level of the panel's rules."""
        return self._after(operations.raise_dispute, pk)

    @extend_schema(request=InterimFunderPart, responses={200: DisputeAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path="interim-funder")
    def interim_funder(self, request: Request, pk: str) -> Response:
        """Say which agency pays until it is settled, without prejudice."""
        agency = parse(InterimFunderPart, request.body).agency
        return self._after(operations.name_interim_funder, pk, agency_code=agency)

    @extend_schema(request=SettlementPart, responses={200: DisputeAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def settle(self, request: Request, pk: str) -> Response:
        """Say who pays from now on; agencies whose share it changes approve afresh."""
        settlement = parse(SettlementPart, request.body)
        return self._after(operations.settle_dispute, pk, settlement=settlement)

    def _after(self, verb: Any, pk: str, **asked: Any) -> Response:
        """Make one call of an operation, and answer with the dispute as it then is."""
        found = self.visible().get(pk=int(pk))
        verb(dispute_id=found.pk, by=self.person, at=clock.now(), **asked)
        return Response(DisputeAnswer(self.visible().get(pk=found.pk)).data)
