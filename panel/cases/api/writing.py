"""Changing a request over JSON while it is written: section by section, option by option."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.cases import operations
from panel.cases.api.one_request import OneRequest
from panel.cases.api.options import OptionAnswer
from panel.cases.api.sections import SectionAnswer, telling
from panel.cases.document import (
    AttemptsPart,
    DeclarationPart,
    GroundsPart,
    NeedsPart,
    OptionPart,
    OutcomesPart,
    PanelAnswersPart,
    Part,
    PlansPart,
    PreparationPart,
    SharingPart,
    TalePart,
    ViewsPart,
    parse,
)
from panel.cases.models import PlacementOption
from panel.doorway import REFUSALS


def _section(name: str, kind: type[Part], does: str) -> object:
    return telling(f"sections/{name}", kind, SectionAnswer, does)


@extend_schema(tags=["Placement requests"])
class Writing(OneRequest):
    """Replace a section of a request, or an option, while it is written."""

    grounds = _section("grounds", GroundsPart, "Say why the request is one for this panel.")
    story = _section("story", TalePart, "Tell the child's story and strengths.")
    views = _section("views", ViewsPart, "Tell what the child and the family think.")
    needs = _section("needs", NeedsPart, "Name the needs, the main one first.")
    tried = _section("tried", AttemptsPart, "List what has been tried.")
    outcomes = _section("outcomes", OutcomesPart, "Say what should come of the placement.")
    preparation = _section("preparation", PreparationPart, "Say what was done before.")
    questions = _section("questions", PanelAnswersPart, "Answer the panel's own questions.")
    sharing = _section("sharing", SharingPart, "Say who agreed that information is shared.")
    plans = _section("plans", PlansPart, "Say how it is reviewed, and what comes after.")
    declaration = _section("declaration", DeclarationPart, "Say who stands behind it.")

    def told(self, reference: str, *, part: Part, seen: int | None) -> Response:
        told = operations.tell(
            placement_request_id=self.found(reference).pk,
            part=part,
            seen=seen,
            by=self.person,
            at=clock.now(),
        )
        return Response(SectionAnswer(told).data)

    def weighed(
        self, request: Request, reference: str, letter: str | None = None
    ) -> PlacementOption:
        return operations.weigh_option(
            placement_request_id=self.found(reference).pk,
            option=parse(OptionPart, request.body),
            letter=letter,
            by=self.person,
            at=clock.now(),
        )

    @extend_schema(request=OptionPart, responses={201: OptionAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path="options")
    def add_option(self, request: Request, reference: str) -> Response:
        """Weigh one option more, under the next free letter."""
        weighed = self.weighed(request, reference)
        return Response(OptionAnswer(weighed).data, status=status.HTTP_201_CREATED)

    @extend_schema(
        operation_id="v1_placement_requests_option_create",
        request=OptionPart,
        responses={200: OptionAnswer, **REFUSALS},
    )
    @action(detail=True, methods=["post"], url_path="options/(?P<letter>[A-Z])")
    def option(self, request: Request, reference: str, letter: str) -> Response:
        """Weigh an option anew, in place of what was said of it."""
        return Response(OptionAnswer(self.weighed(request, reference, letter)).data)

    @extend_schema(request=None, responses={204: None, **REFUSALS})
    @action(detail=True, methods=["post"], url_path="options/(?P<letter>[A-Z])/drop")
    def drop_option(self, request: Request, reference: str, letter: str) -> Response:
        """Take an option out of the comparison."""
        operations.drop_option(
            placement_request_id=self.found(reference).pk,
            letter=letter,
            by=self.person,
            at=clock.now(),
        )
        return Response(status=status.HTTP_204_NO_CONTENT)
