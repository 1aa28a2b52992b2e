"""How a section of a request, or of a child's record, is told over JSON, and how often it was."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel.cases.document import Fault, Faulty, Part, parse
from panel.cases.models import ChildSection, RequestSection
from panel.doorway import REFUSALS

SEEN = OpenApiParameter(
    "seen",
    OpenApiTypes.INT,
    description="The version of the section that you read, 0 if it wasn't told: a later one isn't "
    "replaced. Without it, whatever is there is.",
)
DIGITS = 9  # at most, in a version


class SectionAnswer(serializers.ModelSerializer[RequestSection]):
    """A section of a request, and its version: how often it was told."""

    class Meta:
        model = RequestSection
        fields: tuple[str, ...] = ("name", "version", "told_at")


class ChildSectionAnswer(serializers.ModelSerializer[ChildSection]):
    """A section of a child's record, and its version: how often it was told."""

    class Meta:
        model = ChildSection
        fields = SectionAnswer.Meta.fields


def telling(path: str, kind: type[Part], answer: Any, does: str) -> Any:
    """Return the method of a doorway at whose address a section is told; `does` describes it.

    The doorway's own `told` makes the call.
    """

    def tell(self: Any, request: Request, reference: str) -> Response:
        told: Response = self.told(reference, part=parse(kind, request.body), seen=_seen(request))
        return told

    tell.__name__, tell.__doc__ = path.rpartition("/")[2], does
    opened = action(detail=True, methods=["post"], url_path=path)(tell)
    described = extend_schema(request=kind, responses={200: answer, **REFUSALS}, parameters=[SEEN])
    return described(opened)


def _seen(request: Request) -> int | None:
    """Return the version of the section that the teller had read; None where none is said.

    Raises:
        Faulty: it is no number.
    """
    said = request.query_params.get("seen")
    if said is None:
        return None
    if not (said.isascii() and said.isdecimal() and len(said) <= DIGITS):
        raise Faulty([Fault("", "Say the version that you read as a number, as in ?seen=2.")])
    return int(said)
