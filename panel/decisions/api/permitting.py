"""Consent to spend on what the fund isn't there for, over JSON."""

from typing import Annotated

from drf_spectacular.utils import extend_schema
from pydantic import Field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.cases.api.one_request import OneRequest
from panel.cases.document import Part, Text, parse
from panel.decisions import operations
from panel.decisions.models import ExpenditureConsent
from panel.doorway import REFUSALS, PersonName


class ExpenditureConsentPart(Part):
    """For which partner, and why."""

    agency: Annotated[str, Field(min_length=1, max_length=50)]
    reason: Annotated[Text, Field(min_length=1)]


class ExpenditureConsentAnswer(serializers.ModelSerializer[ExpenditureConsent]):
    """Which partner consented, why, and when."""

    agency = serializers.CharField(source="agency.code")
    given_by = PersonName()

    class Meta:
        model = ExpenditureConsent
        fields = ("agency", "reason", "given_at", "given_by")


@extend_schema(tags=["Placement requests"])
class Permitting(OneRequest):
    """Partners consent to what the panel's rules don't let their fund pay for."""

    @extend_schema(
        request=ExpenditureConsentPart, responses={200: ExpenditureConsentAnswer, **REFUSALS}
    )
    @action(detail=True, methods=["post"])
    def expenditure(self, request: Request, reference: str) -> Response:
        """Consent for a partner. The first word stands if it is said again."""
        placement_request = self.found(reference)
        asked = parse(ExpenditureConsentPart, request.body)
        consent = operations.consent_to_expenditure(
            placement_request_id=placement_request.pk,
            agency_id=placement_request.panel.agencies.get(code=asked.agency).pk,
            reason=asked.reason,
            by=self.person,
            at=clock.now(),
        )
        return Response(ExpenditureConsentAnswer(consent).data)
