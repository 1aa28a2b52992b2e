"""The law's clocks of a child's plan over JSON."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.cases import operations
from panel.cases.api.answers import ExceptionAnswer
from panel.cases.api.one_request import OneRequest
from panel.cases.document import parse
from panel.cases.document.planning import ExceptionPart, PlanStepPart, TakingBackPart
from panel.cases.models import PlanStep
from panel.doorway import REFUSALS


class PlanStepAnswer(serializers.ModelSerializer[PlanStep]):
    """One thing done about a child's plan."""

    class Meta:
        model = PlanStep
        fields = ("kind", "happened_on")


@extend_schema(tags=["Placement requests"])
class Planning(OneRequest):
    """Record what is done about a plan, and the exceptions that the law makes to its limits."""

    @extend_schema(request=PlanStepPart, responses={201: PlanStepAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path="plan-steps")
    def plan_steps(self, request: Request, reference: str) -> Response:
        """Record what was done about the plan; the law's clocks stop and start by it."""
        recorded = operations.record_plan_step(
            placement_request_id=self.found(reference).pk,
            step=parse(PlanStepPart, request.body),
            by=self.person,
            at=clock.now(),
        )
        return Response(PlanStepAnswer(recorded).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=TakingBackPart, responses={200: PlanStepAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path="take-back-plan-step")
    def take_back(self, request: Request, reference: str) -> Response:
        """Take back the step recorded last; the law's clocks are as they were before it."""
        taken = operations.take_back_plan_step(
            placement_request_id=self.found(reference).pk,
            reason=parse(TakingBackPart, request.body).reason,
            by=self.person,
            at=clock.now(),
        )
        return Response(PlanStepAnswer(taken).data)

    @extend_schema(request=ExceptionPart, responses={201: ExceptionAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path="clocks/(?P<limit>[0-9]+)/exceptions")
    def exceptions(self, request: Request, reference: str, limit: str) -> Response:
        """Record an exception to a limit. It disapplies the limit; the date stays."""
        recorded = operations.disapply_limit(
            placement_request_id=self.found(reference).pk,
            clock_id=int(limit),
            why=parse(ExceptionPart, request.body),
            by=self.person,
            at=clock.now(),
        )
        return Response(ExceptionAnswer(recorded).data, status=status.HTTP_201_CREATED)
