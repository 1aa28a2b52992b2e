"""Placements over JSON: each method makes one call. Amounts are pence."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.audit import log
from panel.cases import operations
from panel.cases.api.answers import RequestRow
from panel.cases.api.placement_answers import (
    PlacementInFull,
    PlacementRow,
    ReviewAnswer,
    SignatoryAnswer,
    TaskAnswer,
    seen,
)
from panel.cases.document import parse
from panel.cases.document.placements import (
    ChangePart,
    DonePart,
    EarlyReviewPart,
    ReviewPart,
    SignaturePart,
)
from panel.cases.models import Placement, PlacementTask, Signatory
from panel.cases.placements import queries as placement_queries
from panel.doorway import REFUSALS, UNSEEN, Doorway


@extend_schema_view(
    list=extend_schema(responses={200: PlacementRow(many=True), 403: REFUSALS[403]}),
    retrieve=extend_schema(responses={200: PlacementInFull, **UNSEEN}),
)
@extend_schema(tags=["Placements"])
class Placements(Doorway[Placement]):
    """Follow placements, and record signatures, reviews and steps."""

    queryset = Placement.objects.all()
    lookup_field = "placement_request__reference"
    lookup_url_kwarg = "reference"

    def visible(self) -> QuerySet[Placement]:
        return placement_queries.visible_to(self.access)

    def found(self, reference: str) -> Placement:
        return self.visible().get(placement_request__reference=reference)

    def list(self, request: Request) -> Response:
        """List the placements you may see, those not ended at the head."""
        page = self.paginate_queryset(placement_queries.in_order(self.visible()))
        context = seen(page or (), self.access)
        return self.get_paginated_response(PlacementRow(page, many=True, context=context).data)

    def retrieve(self, request: Request, reference: str) -> Response:
        """Read a whole placement. The audit log notes that you did."""
        found = placement_queries.in_full(self.visible()).get(
            placement_request__reference=reference
        )
        log.read(subject=reference, what="placement", by=self.person, at=clock.now())
        return Response(PlacementInFull(found, context=seen([found], self.access)).data)

    @extend_schema(request=SignaturePart, responses={200: SignatoryAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path="signatures/(?P<signatory>[0-9]+)")
    def signatures(self, request: Request, reference: str, signatory: str) -> Response:
        """Record that a signatory has signed."""
        theirs = Signatory.objects.filter(agreement__placement=self.found(reference))
        signed = operations.record_signature(
            signatory_id=theirs.get(pk=int(signatory)).pk,
            signature=parse(SignaturePart, request.body),
            by=self.person,
            at=clock.now(),
        )
        return Response(SignatoryAnswer(signed).data)

    @extend_schema(request=ReviewPart, responses={201: ReviewAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def reviews(self, request: Request, reference: str) -> Response:
        """Record a review; the next one is due as the panel's rules say."""
        review = operations.record_review(
            placement_request_id=self.found(reference).placement_request_id,
            review=parse(ReviewPart, request.body),
            by=self.person,
            at=clock.now(),
        )
        return Response(ReviewAnswer(review).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=EarlyReviewPart, responses={201: PlacementRow, **REFUSALS})
    @action(detail=True, methods=["post"], url_path="early-reviews")
    def early_reviews(self, request: Request, reference: str) -> Response:
        """Write down that somebody wants a review before its time."""
        asked = operations.ask_for_early_review(
            placement_request_id=self.found(reference).placement_request_id,
            early=parse(EarlyReviewPart, request.body),
            by=self.person,
            at=clock.now(),
        )
        answer = PlacementRow(asked.placement, context=seen([asked.placement], self.access))
        return Response(answer.data, status=status.HTTP_201_CREATED)

    @extend_schema(request=DonePart, responses={200: TaskAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path="steps/(?P<task>[0-9]+)")
    def steps(self, request: Request, reference: str, task: str) -> Response:
        """Say what was done about a step."""
        theirs = PlacementTask.objects.filter(placement=self.found(reference))
        done = operations.finish_task(
            task_id=theirs.get(pk=int(task)).pk,
            done=parse(DonePart, request.body),
            by=self.person,
            at=clock.now(),
        )
        return Response(TaskAnswer(done).data)

    @extend_schema(request=ChangePart, responses={201: RequestRow, **REFUSALS})
    @action(detail=True, methods=["post"])
    def changes(self, request: Request, reference: str) -> Response:
        """Start a request for a change, with what stands."""
        asked = operations.ask_for_change(
            placement_request_id=self.found(reference).placement_request_id,
            change=parse(ChangePart, request.body),
            by=self.person,
            at=clock.now(),
        )
        return Response(RequestRow(asked).data, status=status.HTTP_201_CREATED)
