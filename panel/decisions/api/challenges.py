"""Challenges to decisions, over JSON."""

from collections.abc import Iterable

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.cases.api.one_request import OneRequest
from panel.cases.document import parse
from panel.decisions import operations, queries, reading
from panel.decisions.challenges import queries as challenge_queries
from panel.decisions.challenges.document import ChallengeEndPart, ChallengePart, StepPart
from panel.decisions.models import Challenge
from panel.doorway import REFUSALS, UNSEEN, Doorway


class ChallengeAnswer(serializers.ModelSerializer[Challenge]):
    """Who doesn't accept a decision, and what came of it. `outcome_on` is null while it is open.

    What is owed meanwhile, and what is ordered, are clocks of the request with the key
    `challenge/<number>`.
    """

    placement_request = serializers.CharField(source="decision.placement_request.reference")
    decided_at = serializers.DateTimeField(source="decision.decided_at")
    heard_by = serializers.CharField(source="heard_by.name", default=None)

    class Meta:
        model = Challenge
        fields = (
            "id",
            "placement_request",
            "decided_at",
            "number",
            "stage",
            "kind",
            "asker",
            "asked_on",
            "grounds",
            "notified_on",
            "certificate_on",
            "last_day",
            "late_because",
            "due_on",
            "recorded_at",
            "outcome",
            "outcome_on",
            "findings",
            "orders",
            "heard_by",
            "heard_elsewhere",
            "ended_at",
        )


@extend_schema_view(
    list=extend_schema(responses={200: ChallengeAnswer(many=True), 403: REFUSALS[403]}),
)
@extend_schema(tags=["Challenges"])
class Challenges(Doorway[Challenge]):
    """Somebody doesn't accept what the panel decided: whom they turned to, and what came of it."""

    queryset = Challenge.objects.all()
    lookup_value_regex = "[0-9]+"

    def visible(self) -> QuerySet[Challenge]:
        return challenge_queries.visible_to(self.access)

    def list(self, request: Request) -> Response:
        """List the challenges you may see, the latest first. The audit log notes that you did."""
        page = self.paginate_queryset(self.visible().order_by("-pk")) or []
        self._log(page)
        return self.get_paginated_response(ChallengeAnswer(page, many=True).data)

    @extend_schema(responses={200: ChallengeAnswer, **UNSEEN})
    def retrieve(self, request: Request, pk: str) -> Response:
        """Read one challenge. The audit log notes that you did."""
        return self._answer(int(pk))

    @extend_schema(request=ChallengeEndPart, responses={200: ChallengeAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def end(self, request: Request, pk: str) -> Response:
        """Say what came of it; a clock starts for each thing that the Tribunal orders."""
        ended = operations.end_challenge(
            challenge_id=self.visible().get(pk=int(pk)).pk,
            end=parse(ChallengeEndPart, request.body),
            by=self.person,
            at=clock.now(),
        )
        return self._answer(ended.pk)

    @extend_schema(request=StepPart, responses={200: ChallengeAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path="done")
    def carry_out(self, request: Request, pk: str) -> Response:
        """Say that the council has responded to an appeal, or done one thing that was ordered."""
        owing = operations.carry_out(
            challenge_id=self.visible().get(pk=int(pk)).pk,
            step=parse(StepPart, request.body).step,
            by=self.person,
            at=clock.now(),
        )
        return self._answer(owing.pk)

    def _answer(self, pk: int) -> Response:
        challenge = self.visible().get(pk=pk)
        self._log([challenge])
        return Response(ChallengeAnswer(challenge).data)

    def _log(self, shown: Iterable[Challenge]) -> None:
        decided = [challenge.decision for challenge in shown]
        reading.cases(decided, what="challenge", by=self.person, at=clock.now())


@extend_schema(tags=["Challenges"])
class Challenging(OneRequest):
    """Record that a decision is challenged."""

    @extend_schema(request=ChallengePart, responses={201: ChallengeAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def challenges(self, request: Request, reference: str) -> Response:
        """Record that the last decision on a request is challenged."""
        found = self.found(reference)
        made = operations.record_challenge(
            decision_id=queries.last_decision(found).pk,
            challenge=parse(ChallengePart, request.body),
            by=self.person,
            at=clock.now(),
        )
        return Response(ChallengeAnswer(made).data, status=status.HTTP_201_CREATED)
