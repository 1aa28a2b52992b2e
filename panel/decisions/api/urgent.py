"""What can't wait for a meeting, over JSON."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.cases.api.answers import MovedAnswer
from panel.cases.api.one_request import OneRequest
from panel.cases.document import parse
from panel.cases.document.urgency import CanWaitPart, UrgencyPart
from panel.cases.models import Urgency
from panel.decisions import operations
from panel.decisions.api.answers import DecisionAnswer
from panel.decisions.outcomes.document import UrgentOutcomePart
from panel.doorway import REFUSALS


class UrgencyAnswer(serializers.ModelSerializer[Urgency]):
    """Why a request can't wait for a meeting, and since when."""

    placement_request = serializers.CharField(source="placement_request.reference")
    stage = serializers.CharField(source="placement_request.stage")
    taken_by = serializers.CharField(source="taken_by.name")

    class Meta:
        model = Urgency
        fields = ("placement_request", "stage", "reason", "needed_on", "taken_at", "taken_by")


@extend_schema(tags=["Placement requests"])
class Hastening(OneRequest):
    """Take up what can't wait for a meeting, and decide it or leave it to one."""

    @extend_schema(request=UrgencyPart, responses={201: UrgencyAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def urgent(self, request: Request, reference: str) -> Response:
        """Say why a request can't wait for a meeting."""
        taken = operations.take_urgently(
            placement_request_id=self.found(reference).pk,
            urgency=parse(UrgencyPart, request.body),
            by=self.person,
            at=clock.now(),
        )
        return Response(UrgencyAnswer(taken).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=UrgentOutcomePart, responses={201: DecisionAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path="urgent-decision")
    def decide(self, request: Request, reference: str) -> Response:
        """Agree it between meetings."""
        decision = operations.decide_urgently(
            placement_request_id=self.found(reference).pk,
            outcome=parse(UrgentOutcomePart, request.body),
            by=self.person,
            at=clock.now(),
        )
        return Response(DecisionAnswer(decision).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=CanWaitPart, responses={200: MovedAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path="leave-to-meeting")
    def leave(self, request: Request, reference: str) -> Response:
        """Leave it to a meeting after all."""
        moved = operations.leave_to_meeting(
            placement_request_id=self.found(reference).pk,
            why=parse(CanWaitPart, request.body),
            by=self.person,
            at=clock.now(),
        )
        return Response(MovedAnswer(moved).data)
