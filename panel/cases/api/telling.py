"""Bringing the record of the child that a request is for up to date over JSON."""

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.cases import operations, visibility
from panel.cases.api.told import ChildAnswer
from panel.cases.document import (
    CommunicationPart,
    ContactsPart,
    IdentityPart,
    Part,
    PractitionersPart,
    StandingPart,
    parse,
)
from panel.cases.models import Child, PlacementRequest
from panel.doorway import REFUSALS, Doorway

TOLD = {200: ChildAnswer, **REFUSALS}


@extend_schema(tags=["Placement requests"])
class TellingOfChild(Doorway[PlacementRequest]):
    """Replace a section of the child's record, while it is told through the request."""

    queryset = PlacementRequest.objects.all()
    lookup_field = "reference"

    def told(self, request: Request, reference: str, kind: type[Part]) -> Response:
        placement_request = visibility.visible_to(self.access).get(reference=reference)
        operations.tell_of_child(
            placement_request_id=placement_request.pk,
            part=parse(kind, request.body),
            by=self.person,
            at=clock.now(),
        )
        return Response(ChildAnswer(Child.objects.get(pk=placement_request.child_id)).data)

    @extend_schema(request=IdentityPart, responses=TOLD)
    @action(detail=True, methods=["post"], url_path="child/identity")
    def identity(self, request: Request, reference: str) -> Response:
        """Say who the child is."""
        return self.told(request, reference, IdentityPart)

    @extend_schema(request=ContactsPart, responses=TOLD)
    @action(detail=True, methods=["post"], url_path="child/contacts")
    def contacts(self, request: Request, reference: str) -> Response:
        """Say how parents and carers are reached, until the placement ends."""
        return self.told(request, reference, ContactsPart)

    @extend_schema(request=CommunicationPart, responses=TOLD)
    @action(detail=True, methods=["post"], url_path="child/communication")
    def communication(self, request: Request, reference: str) -> Response:
        """Say how the child communicates."""
        return self.told(request, reference, CommunicationPart)

    @extend_schema(request=PractitionersPart, responses=TOLD)
    @action(detail=True, methods=["post"], url_path="child/practitioners")
    def practitioners(self, request: Request, reference: str) -> Response:
        """Say who works with the child."""
        return self.told(request, reference, PractitionersPart)

    @extend_schema(request=StandingPart, responses=TOLD)
    @action(detail=True, methods=["post"], url_path="child/standing")
    def standing(self, request: Request, reference: str) -> Response:
        """Say where the child stands in law, and at school."""
        return self.told(request, reference, StandingPart)
