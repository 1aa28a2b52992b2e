"""Reports over JSON: figures that tell nobody apart."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.cases.figures import promises, turnround
from panel.cases.models import PlacementRequest
from panel.doorway import REFUSALS, Doorway


class TakenAnswer(serializers.Serializer[object]):
    """How many requests came so far, and in how many days; all null of fewer than five."""

    step = serializers.ChoiceField(choices=sorted(turnround.STEPS))
    requests = serializers.IntegerField(allow_null=True)
    median_days = serializers.IntegerField(allow_null=True)
    ninth_decile_days = serializers.IntegerField(allow_null=True)


class QuarterAnswer(serializers.Serializer[object]):
    """The requests first sent in one quarter; their number is null of fewer than five."""

    first_day = serializers.DateField()
    requests = serializers.IntegerField(allow_null=True)
    taken = TakenAnswer(many=True)


class KeptAnswer(serializers.Serializer[object]):
    """How often one thing was asked of one agency in twelve months, and what came of it."""

    agency = serializers.CharField()
    what = serializers.CharField()
    asked = serializers.IntegerField()
    in_time = serializers.IntegerField()
    late = serializers.IntegerField()
    overdue = serializers.IntegerField(help_text="Still owed, and its day is over.")
    not_yet_due = serializers.IntegerField(help_text="Still owed, and its day isn't over.")


@extend_schema(tags=["Reports"])
class Promises(Doorway[PlacementRequest]):
    """What agencies were asked for, and what came in time."""

    queryset = PlacementRequest.objects.none()
    pagination_class = None

    @extend_schema(responses={200: KeptAnswer(many=True), **REFUSALS})
    def list(self, request: Request) -> Response:
        """Read a line for each agency and each thing it was asked for."""
        if not self.access.holds(Permission.REPORT_READ):
            raise access.Refused(self.person, Permission.REPORT_READ)
        found = promises.found(self.access, on=clock.today())
        return Response(KeptAnswer(found, many=True).data)


@extend_schema(tags=["Reports"])
class Turnround(Doorway[PlacementRequest]):
    """How many requests there were, and how long they took, by quarter."""

    queryset = PlacementRequest.objects.none()
    pagination_class = None

    @extend_schema(responses={200: QuarterAnswer(many=True), **REFUSALS})
    def list(self, request: Request) -> Response:
        """Read the quarters, the latest first."""
        if not self.access.holds(Permission.REPORT_READ):
            raise access.Refused(self.person, Permission.REPORT_READ)
        found = turnround.found(self.access, on=clock.today())
        return Response(QuarterAnswer(found, many=True).data)
