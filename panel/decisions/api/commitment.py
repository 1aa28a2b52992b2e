"""How far a request's money has come, over JSON. Amounts are pence, agencies by their code."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.agencies.access import Permission
from panel.audit import log
from panel.cases import visibility
from panel.cases.api.one_request import OneRequest
from panel.decisions.placements import commitment
from panel.doorway import UNSEEN


class StepAnswer(serializers.Serializer[object]):
    """One step of the way. `account`: the kind of account it stands on; null if on none."""

    step = serializers.CharField()
    account = serializers.CharField(allow_null=True)
    total_pence = serializers.IntegerField()
    shares_pence = serializers.DictField(child=serializers.IntegerField())


class CommitmentAnswer(serializers.Serializer[object]):
    """A request's money in one year of the fund, from indicative to recovered."""

    fund = serializers.CharField()
    year = serializers.CharField(help_text="2026 to 2027")
    steps = StepAnswer(many=True)


@extend_schema(tags=["Placement requests"])
class Committing(OneRequest):
    """Read how far a request's money has come."""

    pagination_class = None

    @extend_schema(responses={200: CommitmentAnswer(many=True), **UNSEEN})
    @action(detail=True, methods=["get"])
    def commitment(self, request: Request, reference: str) -> Response:
        """Show each step of the money, for each year that holds some; for who reads the fund."""
        found = visibility.visible_to(self.access).select_related("panel").get(reference=reference)
        self.access.require(Permission.FUND_READ, panel_id=found.panel_id)
        log.read(subject=reference, what="commitment", by=self.person, at=clock.now())
        codes = dict(found.panel.agencies.values_list("pk", "code"))
        return Response([_answer(one, codes) for one in commitment.of(found)])


def _answer(found: commitment.Commitment, codes: dict[int, str]) -> dict[str, object]:
    steps = [
        {
            "step": step.name,
            "account": step.kind,
            "total_pence": step.total_pence,
            "shares_pence": {codes[of]: pence for of, pence in step.shares.items() if pence},
        }
        for step in found.steps
    ]
    year = found.fund_year
    row = {"fund": year.fund.code, "year": year.span, "steps": steps}
    return CommitmentAnswer(row).data
