"""Moving a request to newer rules over JSON."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.agencies.access import Permission
from panel.audit import log
from panel.cases import operations
from panel.cases.api.one_request import OneRequest
from panel.cases.asked import newer_rules
from panel.cases.asked.newer_rules import RebaseReason
from panel.cases.document import Part, parse
from panel.cases.models import PlacementRequest
from panel.doorway import REFUSALS


class RebasePart(Part):
    """Why a request is moved to newer rules."""

    reason: RebaseReason


class RulesAnswer(serializers.ModelSerializer[PlacementRequest]):
    """The version of the rules under which a request lives."""

    policy = serializers.IntegerField(source="policy.number")

    class Meta:
        model = PlacementRequest
        fields = ("reference", "policy")


class ChangeAnswer(serializers.Serializer[object]):
    """One rule on which two versions differ, in words."""

    path = serializers.CharField()
    meaning = serializers.CharField()
    before = serializers.CharField()
    after = serializers.CharField()


class NewerAnswer(serializers.Serializer[object]):
    """The version a request keeps, the one in force, and each rule on which they differ."""

    before = serializers.IntegerField(source="before.number")
    after = serializers.IntegerField(source="after.number")
    changes = ChangeAnswer(many=True)


@extend_schema(tags=["Placement requests"])
class Rebasing(OneRequest):
    """Move a request to newer rules."""

    @extend_schema(responses={200: NewerAnswer, **REFUSALS})
    @action(detail=True, url_path="newer-rules")
    def newer_rules(self, request: Request, reference: str) -> Response:
        """Read what the rules in force today would change for a request."""
        visible = self.found(reference)
        self.access.require(Permission.REQUEST_CHECK, panel_id=visible.panel_id)
        log.read(subject=reference, what="rules", by=self.person, at=clock.now())
        return Response(NewerAnswer(newer_rules.newer(visible, on=clock.today())).data)

    @extend_schema(request=RebasePart, responses={200: RulesAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def rebase(self, request: Request, reference: str) -> Response:
        """Put a request under the rules in force today, until it is on an agenda."""
        rebased = operations.rebase(
            placement_request_id=self.found(reference).pk,
            reason=parse(RebasePart, request.body).reason,
            by=self.person,
            at=clock.now(),
        )
        return Response(RulesAnswer(rebased).data)
