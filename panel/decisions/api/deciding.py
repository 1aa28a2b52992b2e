"""Opening and deciding a request over JSON, and taking it back."""

from typing import Annotated

from drf_spectacular.utils import extend_schema
from pydantic import Field
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.cases.api.answers import MovedAnswer
from panel.cases.api.one_request import OneRequest
from panel.cases.document import Part, Text, parse
from panel.decisions import operations
from panel.decisions.api.answers import DecisionAnswer, RecordRow
from panel.decisions.outcomes.document import OutcomePart, RatificationPart, ReopeningPart
from panel.doorway import REFUSALS, Doorway
from panel.meetings import queries as agendas
from panel.meetings.models import AgendaItem


class ReasonPart(Part):
    """Why."""

    reason: Annotated[Text, Field(min_length=1)]


@extend_schema(tags=["Placement requests"])
class Withdrawing(OneRequest):
    """Take a request back, and give back what is reserved for it; let one lapse."""

    @extend_schema(request=ReasonPart, responses={200: MovedAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, reference: str) -> Response:
        """Take your agency's request back."""
        moved = operations.withdraw(
            placement_request_id=self.found(reference).pk,
            reason=parse(ReasonPart, request.body).reason,
            by=self.person,
            at=clock.now(),
        )
        return Response(MovedAnswer(moved).data)

    @extend_schema(request=None, responses={200: MovedAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def lapse(self, request: Request, reference: str) -> Response:
        """Take a request back to the panel whose agreement in principle has lapsed."""
        moved = operations.let_lapse(
            placement_request_id=self.found(reference).pk,
            by=self.person,
            at=clock.now(),
        )
        return Response(MovedAnswer(moved).data)


@extend_schema(tags=["Placement requests"])
class BringingBack(OneRequest):
    """Bring back what the panel deferred."""

    @extend_schema(request=None, responses={200: MovedAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path="bring-back")
    def bring_back(self, request: Request, reference: str) -> Response:
        """Make a deferred request ready again; the next meeting lists it if the rules say so."""
        moved = operations.bring_back(
            placement_request_id=self.found(reference).pk,
            by=self.person,
            at=clock.now(),
        )
        return Response(MovedAnswer(moved).data)


@extend_schema(tags=["Placement requests"])
class Reopening(OneRequest):
    """Open a closed request again."""

    @extend_schema(request=ReopeningPart, responses={200: MovedAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, reference: str) -> Response:
        """Open a request again that was declined, referred on or withdrawn."""
        moved = operations.reopen(
            placement_request_id=self.found(reference).pk,
            reopening=parse(ReopeningPart, request.body),
            by=self.person,
            at=clock.now(),
        )
        return Response(MovedAnswer(moved).data)


@extend_schema(tags=["Meetings"])
class Deciding(Doorway[AgendaItem]):
    """Open an item at the meeting and record what the panel decided."""

    queryset = AgendaItem.objects.all()
    lookup_value_regex = "[0-9]+"

    def found(self, pk: str) -> AgendaItem:
        return agendas.items_visible_to(self.access).get(pk=int(pk))

    @extend_schema(request=None, responses={200: MovedAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def consider(self, request: Request, pk: str) -> Response:
        """Open an item: from here its positions are shown to the panel."""
        moved = operations.consider(item_id=self.found(pk).pk, by=self.person, at=clock.now())
        return Response(MovedAnswer(moved).data)

    @extend_schema(request=OutcomePart, responses={201: DecisionAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def outcome(self, request: Request, pk: str) -> Response:
        """Record what the panel decided, and why."""
        decision = operations.record_outcome(
            item_id=self.found(pk).pk,
            outcome=parse(OutcomePart, request.body),
            by=self.person,
            at=clock.now(),
        )
        return Response(DecisionAnswer(decision).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=RatificationPart, responses={201: RecordRow, **REFUSALS})
    @action(detail=True, methods=["post"])
    def ratify(self, request: Request, pk: str) -> Response:
        """Record whether the panel ratifies what was decided between meetings."""
        record = operations.ratify(
            item_id=self.found(pk).pk,
            answer=parse(RatificationPart, request.body),
            by=self.person,
            at=clock.now(),
        )
        return Response(RecordRow(record).data, status=status.HTTP_201_CREATED)
