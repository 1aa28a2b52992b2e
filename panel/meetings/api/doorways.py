"""Meetings and agenda items over JSON: each method makes one call."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.agencies.access import Permission
from panel.audit import log
from panel.cases.document import parse
from panel.doorway import PANEL, REFUSALS, UNSEEN, Doorway
from panel.meetings import operations, queries
from panel.meetings.api.answers import (
    GuestAnswer,
    InterestAnswer,
    MeetingInFull,
    MeetingRow,
    PositionAnswer,
)
from panel.meetings.api.bodies import (
    AttendancePart,
    GuestPart,
    InterestPart,
    MeetingPart,
    PositionPart,
)
from panel.meetings.models import AgendaItem, Meeting

MOVED = {200: MeetingRow, **REFUSALS}


@extend_schema_view(
    list=extend_schema(responses={200: MeetingRow(many=True), 403: REFUSALS[403]}),
)
@extend_schema(tags=["Meetings"])
class Meetings(Doorway[Meeting]):
    """Plan the panel's meetings and run them."""

    queryset = Meeting.objects.all()
    lookup_value_regex = "[0-9]+"

    def visible(self) -> QuerySet[Meeting]:
        return queries.visible_to(self.access)

    def found(self, pk: str) -> Meeting:
        return self.visible().get(pk=int(pk))

    def list(self, request: Request) -> Response:
        """List the meetings you may read, latest first."""
        page = self.paginate_queryset(
            self.visible().select_related("panel").order_by("-starts_at", "-pk")
        )
        return self.get_paginated_response(MeetingRow(page, many=True).data)

    @extend_schema(
        request=MeetingPart, responses={201: MeetingRow, **REFUSALS}, parameters=[PANEL]
    )
    def create(self, request: Request) -> Response:
        """Plan the panel's next meeting."""
        asked = parse(MeetingPart, request.body)
        planned = operations.plan(
            panel_id=self.panel_for(Permission.MEETING_CALL).pk,
            starts_at=asked.starts_at,
            place=asked.place,
            by=self.person,
            at=clock.now(),
        )
        return Response(MeetingRow(planned).data, status=status.HTTP_201_CREATED)

    @extend_schema(responses={200: MeetingInFull, **UNSEEN})
    def retrieve(self, request: Request, pk: str) -> Response:
        """Read a meeting's agenda and attendance. The audit log notes that you did."""
        meeting = queries.in_full(self.visible(), self.access).get(pk=int(pk))
        log.read(subject=meeting.reference, what="agenda", by=self.person, at=clock.now())
        return Response(MeetingInFull(meeting, context={"person": self.person}).data)

    @extend_schema(request=None, responses=MOVED)
    @action(detail=True, methods=["post"], url_path="send-papers")
    def send_papers(self, request: Request, pk: str) -> Response:
        """Close the agenda and tell everyone with a seat."""
        moved = operations.send_papers(
            meeting_id=self.found(pk).pk, by=self.person, at=clock.now()
        )
        return Response(MeetingRow(moved).data)

    @extend_schema(request=AttendancePart, responses=MOVED)
    @action(detail=True, methods=["post"])
    def start(self, request: Request, pk: str) -> Response:
        """Open a meeting and take attendance."""
        meeting, attendance = self.found(pk), parse(AttendancePart, request.body)
        moved = operations.start(
            meeting_id=meeting.pk,
            present_ids=attendance.ids(meeting),
            by=self.person,
            at=clock.now(),
        )
        return Response(MeetingRow(moved).data)

    @extend_schema(request=None, responses=MOVED)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, pk: str) -> Response:
        """Close a meeting whose every item has its outcome."""
        moved = operations.close(meeting_id=self.found(pk).pk, by=self.person, at=clock.now())
        return Response(MeetingRow(moved).data)

    @extend_schema(request=MeetingPart, responses={201: MeetingRow, **REFUSALS})
    @action(detail=True, methods=["post"])
    def reconvene(self, request: Request, pk: str) -> Response:
        """Hold an open meeting again, for the items that lack their quorum."""
        meeting, asked = self.found(pk), parse(MeetingPart, request.body)
        again = operations.reconvene(
            meeting_id=meeting.pk,
            starts_at=asked.starts_at,
            place=asked.place,
            by=self.person,
            at=clock.now(),
        )
        return Response(MeetingRow(again).data, status=status.HTTP_201_CREATED)


@extend_schema(tags=["Meetings"])
class AgendaItems(Doorway[AgendaItem]):
    """Say what you think of an item, or that you have an interest in it."""

    queryset = AgendaItem.objects.all()
    lookup_value_regex = "[0-9]+"

    def found(self, pk: str) -> AgendaItem:
        return queries.items_visible_to(self.access).get(pk=int(pk))

    @extend_schema(request=PositionPart, responses={200: PositionAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def position(self, request: Request, pk: str) -> Response:
        """Give, or change, your position until the outcome is recorded."""
        asked = parse(PositionPart, request.body)
        given = operations.give_position(
            item_id=self.found(pk).pk,
            view=asked.view,
            reasons=asked.reasons,
            by=self.person,
            at=clock.now(),
        )
        return Response(PositionAnswer(given).data)

    @extend_schema(request=InterestPart, responses={200: InterestAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def interest(self, request: Request, pk: str) -> Response:
        """Declare your interest, or reword it; if you stand back, your position is taken out."""
        asked = parse(InterestPart, request.body)
        declared = operations.declare_interest(
            item_id=self.found(pk).pk,
            reason=asked.reason,
            level=asked.level,
            by=self.person,
            at=clock.now(),
        )
        return Response(InterestAnswer(declared).data)

    @extend_schema(request=GuestPart, responses={201: GuestAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def guests(self, request: Request, pk: str) -> Response:
        """Write down that somebody without a seat is there for an item you don't leave for."""
        asked = parse(GuestPart, request.body)
        admitted = operations.admit(
            item_id=queries.items_open_to(self.access).get(pk=int(pk)).pk,
            kind=asked.kind,
            who=asked.who,
            by=self.person,
            at=clock.now(),
        )
        return Response(GuestAnswer(admitted).data, status=status.HTTP_201_CREATED)
