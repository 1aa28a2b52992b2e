"""What a coordinator does over JSON with a placement that the fund pays for."""

from collections.abc import Callable

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.cases import visibility
from panel.cases.api.placement_answers import AgreementAnswer, PlacementRow, seen
from panel.cases.document import Part, parse
from panel.cases.document.placements import (
    AgreementPart,
    EndPart,
    ReturnPart,
    StartPart,
    SuspensionPart,
)
from panel.cases.models import Placement
from panel.decisions import operations
from panel.doorway import REFUSALS, Doorway

MOVED = {200: PlacementRow, **REFUSALS}


@extend_schema(tags=["Placements"])
class Placing(Doorway[Placement]):
    """Draw agreements up; start, suspend, resume and end placements, and their money with them."""

    queryset = Placement.objects.all()
    lookup_field = "placement_request__reference"
    lookup_url_kwarg = "reference"

    def request_id(self, reference: str) -> int:
        return visibility.visible_to(self.access).get(reference=reference).pk

    def moved(
        self, verb: Callable[..., Placement], reference: str, name: str, kind: type[Part]
    ) -> Response:
        """Find the request, then read what is asked, and hand it to `verb` as `name`."""
        found = self.request_id(reference)
        asked = {name: parse(kind, self.request.body)}
        placement = verb(placement_request_id=found, by=self.person, at=clock.now(), **asked)
        return Response(PlacementRow(placement, context=seen([placement], self.access)).data)

    @extend_schema(request=AgreementPart, responses={201: AgreementAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def agreements(self, request: Request, reference: str) -> Response:
        """Draw up the agreement with the provider; it takes the place of the one before."""
        drawn_up = operations.draw_up_agreement(
            placement_request_id=self.request_id(reference),
            agreement=parse(AgreementPart, request.body),
            by=self.person,
            at=clock.now(),
        )
        return Response(AgreementAnswer(drawn_up).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=StartPart, responses=MOVED)
    @action(detail=True, methods=["post"])
    def start(self, request: Request, reference: str) -> Response:
        """Record the first day; reviews and other dates run from it."""
        return self.moved(operations.start_placement, reference, "start", StartPart)

    @extend_schema(request=SuspensionPart, responses=MOVED)
    @action(detail=True, methods=["post"])
    def suspend(self, request: Request, reference: str) -> Response:
        """Record that the child is away and the placement kept."""
        return self.moved(operations.suspend_placement, reference, "suspension", SuspensionPart)

    @extend_schema(request=ReturnPart, responses=MOVED)
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, reference: str) -> Response:
        """Record that the child is back."""
        return self.moved(operations.resume_placement, reference, "back", ReturnPart)

    @extend_schema(request=EndPart, responses=MOVED)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, reference: str) -> Response:
        """End a placement, or say that it never starts; what is left goes back to the fund."""
        return self.moved(operations.end_placement, reference, "end", EndPart)
