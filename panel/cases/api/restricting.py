"""Restricted cases over JSON: each method makes one call."""

from typing import Annotated

from drf_spectacular.utils import extend_schema
from pydantic import Field
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.agencies.models import Person
from panel.cases import operations
from panel.cases.api.one_request import OneRequest
from panel.cases.document import Line, Part, parse
from panel.cases.models import EmergencyAccess, Restriction
from panel.doorway import REFUSALS, Doorway


class RestrictionPart(Part):
    """To whom a case is kept, by their numbers, and why."""

    named_ids: tuple[int, ...] = ()
    reason: Annotated[Line, Field(min_length=1)]


class LiftPart(Part):
    """Why a restriction is lifted."""

    reason: Annotated[Line, Field(min_length=1)]


class EmergencyPart(Part):
    """Which case has to be read now, and why."""

    placement_request: Line
    reason: Annotated[Line, Field(min_length=1)]


class RestrictionAnswer(serializers.ModelSerializer[Restriction]):
    """To whom a case is kept."""

    placement_request = serializers.CharField(source="placement_request.reference")
    named: serializers.SlugRelatedField[Person] = serializers.SlugRelatedField(
        slug_field="name", many=True, read_only=True
    )

    class Meta:
        model = Restriction
        fields = ("placement_request", "named", "restricted_at", "lifted_at")


class EmergencyAnswer(serializers.ModelSerializer[EmergencyAccess]):
    """Until when a restricted case is open to whoever asked."""

    placement_request = serializers.CharField(source="placement_request.reference")

    class Meta:
        model = EmergencyAccess
        fields = ("placement_request", "open_until")


@extend_schema(tags=["Restricted cases"])
class Restricting(OneRequest):
    """Keep a case to a few people."""

    @extend_schema(request=RestrictionPart, responses={201: RestrictionAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def restrict(self, request: Request, reference: str) -> Response:
        """Keep a case to the people named and to yourself."""
        asked = parse(RestrictionPart, request.body)
        made = operations.restrict(
            placement_request_id=self.found(reference).pk,
            named_ids=asked.named_ids,
            reason=asked.reason,
            by=self.person,
            at=clock.now(),
        )
        return Response(RestrictionAnswer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=LiftPart, responses={200: RestrictionAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path="lift-restriction")
    def lift_restriction(self, request: Request, reference: str) -> Response:
        """Open a restricted case to everybody's role again."""
        lifted = operations.lift_restriction(
            placement_request_id=self.found(reference).pk,
            reason=parse(LiftPart, request.body).reason,
            by=self.person,
            at=clock.now(),
        )
        return Response(RestrictionAnswer(lifted).data)


@extend_schema(tags=["Restricted cases"])
class EmergencyAccesses(Doorway[EmergencyAccess]):
    """Open a restricted case when there is no time to ask."""

    queryset = EmergencyAccess.objects.all()

    @extend_schema(request=EmergencyPart, responses={201: EmergencyAnswer, **REFUSALS})
    def create(self, request: Request) -> Response:
        """Open a restricted case to yourself for 60 minutes; the chair is told at once."""
        asked = parse(EmergencyPart, request.body)
        opened = operations.open_in_emergency(
            reference=asked.placement_request,
            reason=asked.reason,
            by=self.person,
            at=clock.now(),
        )
        return Response(EmergencyAnswer(opened).data, status=status.HTTP_201_CREATED)
