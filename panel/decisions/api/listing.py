"""Filling a meeting's agenda over JSON, and cancelling the meeting."""

from typing import Annotated

from drf_spectacular.utils import extend_schema
from pydantic import Field
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.cases import queries as requests
from panel.cases.document import Line, Part, parse
from panel.decisions import operations
from panel.doorway import REFUSALS, Doorway
from panel.meetings import queries as agendas
from panel.meetings.api.answers import ListedAnswer, MeetingRow
from panel.meetings.models import Meeting


class ListingPart(Part):
    """Which request to list. `waiver`: why the chair takes it, where it comes late."""

    placement_request: Line
    waiver: Annotated[Line, Field(max_length=200)] = ""


class CancellingPart(Part):
    """Why a meeting won't be held."""

    reason: Annotated[Line, Field(min_length=1)]


@extend_schema(tags=["Meetings"])
class Listing(Doorway[Meeting]):
    """Put requests on a meeting's agenda, or take them all off it."""

    queryset = Meeting.objects.all()
    lookup_value_regex = "[0-9]+"

    @extend_schema(request=ListingPart, responses={201: ListedAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def items(self, request: Request, pk: str) -> Response:
        """Put a ready request at the end of the agenda."""
        meeting = agendas.visible_to(self.access).get(pk=int(pk))
        asked = parse(ListingPart, request.body)
        wanted = requests.visible_to(self.access).get(reference=asked.placement_request)
        item = operations.list_request(
            meeting_id=meeting.pk,
            placement_request_id=wanted.pk,
            waiver=asked.waiver,
            by=self.person,
            at=clock.now(),
        )
        return Response(ListedAnswer(item).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=CancellingPart, responses={200: MeetingRow, **REFUSALS})
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        """Cancel a meeting before it starts; its requests are ready to be listed again."""
        meeting = agendas.visible_to(self.access).get(pk=int(pk))
        cancelled = operations.cancel_meeting(
            meeting_id=meeting.pk,
            reason=parse(CancellingPart, request.body).reason,
            by=self.person,
            at=clock.now(),
        )
        return Response(MeetingRow(cancelled).data)
