"""Placement requests over JSON: each method makes one call."""

from collections.abc import Callable
from typing import Annotated

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from pydantic import Field
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.agencies.access import Permission
from panel.audit import log
from panel.audit import queries as audit
from panel.cases import operations, queries, remarks
from panel.cases.api.answers import (
    AdviceAnswer,
    ClockAnswer,
    EventAnswer,
    MovedAnswer,
    RequestInFull,
    RequestRow,
)
from panel.cases.document import AdvicePart, Part, RequestDocument, Text, parse
from panel.cases.models import PlacementRequest
from panel.deadlines.queries import clocks_of
from panel.doorway import PANEL, REFUSALS, UNSEEN, Doorway

MOVED = {200: MovedAnswer, **REFUSALS}


class QuestionPart(Part):
    """What the coordinator asks of the referrer."""

    question: Annotated[Text, Field(min_length=1)]


@extend_schema_view(
    list=extend_schema(responses={200: RequestRow(many=True), 403: REFUSALS[403]}),
    retrieve=extend_schema(responses={200: RequestInFull, **UNSEEN}),
)
@extend_schema(tags=["Placement requests"])
class PlacementRequests(Doorway[PlacementRequest]):
    """Make placement requests, follow them, and carry them to the panel."""

    queryset = PlacementRequest.objects.all()
    lookup_field = "reference"

    def visible(self) -> QuerySet[PlacementRequest]:
        return queries.visible_to(self.access)

    def found(self, reference: str) -> PlacementRequest:
        return self.visible().get(reference=reference)

    def read(self, reference: str, what: str) -> None:
        log.read(subject=reference, what=what, by=self.person, at=clock.now())

    def moved(
        self, verb: Callable[..., PlacementRequest], reference: str, **asked: str
    ) -> Response:
        moved = verb(
            placement_request_id=self.found(reference).pk,
            by=self.person,
            at=clock.now(),
            **asked,
        )
        return Response(MovedAnswer(moved).data)

    def list(self, request: Request) -> Response:
        """List the requests you may see, newest first."""
        rows = self.visible().select_related("child", "panel", "referring_agency").order_by("-pk")
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(RequestRow(page, many=True).data)

    @extend_schema(
        request=RequestDocument, responses={201: MovedAnswer, **REFUSALS}, parameters=[PANEL]
    )
    def create(self, request: Request) -> Response:
        """Write a request down as a draft of your agency."""
        drafted = operations.draft(
            document=parse(RequestDocument, request.body),
            panel_id=self.panel_for(Permission.REQUEST_WRITE).pk,
            by=self.person,
            at=clock.now(),
        )
        return Response(MovedAnswer(drafted).data, status=status.HTTP_201_CREATED)

    def retrieve(self, request: Request, reference: str) -> Response:
        """Read everything a request holds. The audit log notes that you did."""
        in_full = queries.in_full(self.visible()).prefetch_related("child__sections")
        found = in_full.get(reference=reference)
        self.read(reference, "case")
        return Response(RequestInFull(found, context={"access": self.access}).data)

    @extend_schema(request=None, responses=MOVED)
    @action(detail=True, methods=["post"])
    def submit(self, request: Request, reference: str) -> Response:
        """Send a complete request to the panel team."""
        return self.moved(operations.submit, reference)

    @extend_schema(request=QuestionPart, responses=MOVED)
    @action(detail=True, methods=["post"], url_path="return")
    def send_back(self, request: Request, reference: str) -> Response:
        """Send a request back to its referrer with a question."""
        asked = parse(QuestionPart, request.body)
        return self.moved(operations.return_to_referrer, reference, question=asked.question)

    @extend_schema(request=None, responses=MOVED)
    @action(detail=True, methods=["post"], url_path="ask-for-advice")
    def ask_for_advice(self, request: Request, reference: str) -> Response:
        """Accept a request and ask every agency for its advice."""
        return self.moved(operations.ask_for_advice, reference)

    @extend_schema(request=None, responses=MOVED)
    @action(detail=True, methods=["post"], url_path="ask-again")
    def ask_again(self, request: Request, reference: str) -> Response:
        """Ask every agency once more on a request that was deferred."""
        return self.moved(operations.ask_again, reference)

    @extend_schema(request=None, responses=MOVED)
    @action(detail=True, methods=["post"], url_path="mark-ready")
    def mark_ready(self, request: Request, reference: str) -> Response:
        """Say that the panel can take the request."""
        return self.moved(operations.mark_ready, reference)

    @extend_schema(request=AdvicePart, responses={200: AdviceAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path="advice/(?P<agency>[a-z][a-z0-9-]*)")
    def advice(self, request: Request, reference: str, agency: str) -> Response:
        """Give your agency's advice."""
        given = operations.give_advice(
            placement_request_id=self.found(reference).pk,
            agency_code=agency,
            advice=parse(AdvicePart, request.body),
            by=self.person,
            at=clock.now(),
        )
        return Response(AdviceAnswer(given).data)

    @extend_schema(responses={200: EventAnswer(many=True), **UNSEEN})
    @action(detail=True, pagination_class=None)
    def timeline(self, request: Request, reference: str) -> Response:
        """Read everything that happened to a request, oldest first."""
        found = self.found(reference)
        self.read(reference, "timeline")
        events = list(audit.history(found.reference))
        context = {
            "said": remarks.said_with(events),
            "may_read_fund": self.access.may(Permission.FUND_READ, panel_id=found.panel_id),
        }
        return Response(EventAnswer(events, many=True, context=context).data)

    @extend_schema(responses={200: ClockAnswer(many=True), **UNSEEN})
    @action(detail=True, pagination_class=None)
    def clocks(self, request: Request, reference: str) -> Response:
        """Read the dates that run or ran for a request, and how each came about."""
        found = self.found(reference)
        self.read(reference, "clocks")
        return Response(ClockAnswer(clocks_of(found.reference), many=True).data)
