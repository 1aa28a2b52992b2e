"""Share approvals over JSON."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.cases.document import parse
from panel.decisions import operations, queries
from panel.decisions.api.answers import ApprovalAnswer
from panel.decisions.api.deciding import ReasonPart
from panel.decisions.models import Overspend, OverspendConsent, ShareApproval
from panel.doorway import REFUSALS, Doorway, PersonName


class OverspendConsentAnswer(serializers.ModelSerializer[OverspendConsent]):
    """Which paying agency consented, why, and when."""

    agency = serializers.CharField(source="agency.code")
    given_by = PersonName()

    class Meta:
        model = OverspendConsent
        fields = ("agency", "amount_pence", "reason", "given_at", "given_by")


class OverspendAnswer(serializers.ModelSerializer[Overspend]):
    """By how much a decision goes over; `authorised_at` is null until all who pay consented."""

    asked_by = PersonName()
    consents = OverspendConsentAnswer(many=True)

    class Meta:
        model = Overspend
        fields = ("amount_pence", "asked_at", "asked_by", "consents", "authorised_at")


@extend_schema_view(
    list=extend_schema(responses={200: ApprovalAnswer(many=True), 403: REFUSALS[403]}),
)
@extend_schema(tags=["Approvals"])
class Approvals(Doorway[ShareApproval]):
    """Each paying agency agrees to its share; the last one commits the money."""

    queryset = ShareApproval.objects.all()
    lookup_value_regex = "[0-9]+"

    def visible(self) -> QuerySet[ShareApproval]:
        return queries.approvals_visible_to(self.access)

    def list(self, request: Request) -> Response:
        """List the approvals you may see, those asked for last first."""
        rows = self.visible().select_related(
            "agency", "approved_by", "approved_for", "decision__placement_request"
        )
        page = self.paginate_queryset(rows.order_by("-pk"))
        return self.get_paginated_response(ApprovalAnswer(page, many=True).data)

    @extend_schema(request=None, responses={200: ApprovalAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, pk: str) -> Response:
        """Agree that your agency pays its share. Repeated, it answers as it did first."""
        approved = operations.approve_share(
            approval_id=self.visible().get(pk=int(pk)).pk, by=self.person, at=clock.now()
        )
        return Response(ApprovalAnswer(approved).data)

    @extend_schema(request=ReasonPart, responses={200: ApprovalAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def refuse(self, request: Request, pk: str) -> Response:
        """Say that your agency doesn't agree to its share, and why."""
        refused = operations.refuse_share(
            approval_id=self.visible().get(pk=int(pk)).pk,
            reason=parse(ReasonPart, request.body).reason,
            by=self.person,
            at=clock.now(),
        )
        return Response(ApprovalAnswer(refused).data)

    @extend_schema(request=ReasonPart, responses={200: OverspendAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def overspend(self, request: Request, pk: str) -> Response:
        """Consent for your agency to going over the fund's money by what is missing."""
        overspend = operations.consent_to_overspend(
            approval_id=self.visible().get(pk=int(pk)).pk,
            reason=parse(ReasonPart, request.body).reason,
            by=self.person,
            at=clock.now(),
        )
        return Response(OverspendAnswer(overspend).data)
