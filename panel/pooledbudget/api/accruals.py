"""Having what was delivered counted, over JSON."""

from datetime import date

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.agencies.access import Permission
from panel.doorway import PANEL, REFUSALS, UNSEEN, Doorway
from panel.parsing import Part, parse
from panel.pooledbudget import operations
from panel.pooledbudget.accruals import queries as accruals
from panel.pooledbudget.models import Accrual


class AccrualPart(Part):
    """The day up to which a panel's placements are accrued."""

    until: date


class AccrualAnswer(serializers.ModelSerializer[Accrual]):
    """Accruing that was asked for; what it moved is in the ledger."""

    panel = serializers.CharField(source="panel.code")

    class Meta:
        model = Accrual
        fields = ("id", "panel", "until", "asked_at", "finished_at")


@extend_schema(tags=["Fund"])
class Accruals(Doorway[Accrual]):
    """Counting as delivered what placements' days have cost."""

    queryset = Accrual.objects.all()
    lookup_value_regex = "[0-9]+"

    @extend_schema(responses={200: AccrualAnswer, **UNSEEN})
    def retrieve(self, request: Request, pk: str) -> Response:
        """Say whether it is done."""
        return Response(AccrualAnswer(accruals.visible_to(self.access).get(pk=int(pk))).data)

    @extend_schema(
        parameters=[PANEL], request=AccrualPart, responses={201: AccrualAnswer, **REFUSALS}
    )
    def create(self, request: Request) -> Response:
        """Have every placement of your panel accrued up to a day; a worker does it."""
        panel = self.panel_for(Permission.FUND_POST)
        asked = parse(AccrualPart, request.body)
        done = operations.ask_to_accrue(
            panel_id=panel.pk, until=asked.until, by=self.person, at=clock.now()
        )
        return Response(AccrualAnswer(done).data, status=status.HTTP_201_CREATED)
